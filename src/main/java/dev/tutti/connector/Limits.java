package dev.tutti.connector;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a tool bears, as far as its manifest or its administrator says.
 *
 * @param callsAtOnce empty for as many as everywhere
 * @param rate empty for as often as there is something to do
 */
public record Limits(OptionalInt callsAtOnce, Optional<Rate> rate) {

    public static final Limits NONE = new Limits(OptionalInt.empty(), Optional.empty());

    /** At most so many calls within any such time. */
    public record Rate(int calls, Duration per) {

        @Override
        public String toString() {
            return calls + " per " + per;
        }
    }

    /** These, and where they say nothing, the others. */
    public Limits or(Limits others) {
        return new Limits(callsAtOnce.isPresent() ? callsAtOnce : others.callsAtOnce, rate.or(others::rate));
    }
}
