package dev.tutti.decision;

import dev.tutti.fact.Context;
import java.util.List;

/** Context that an input led to without having stated it, to be kept like what people state: a review, a wish to end something. */
public record Recorded(List<Context> stated, List<String> ended) {

    /** Most inputs lead to none. */
    public static final Recorded NOTHING = new Recorded(List.of(), List.of());

    public Recorded {
        stated = List.copyOf(stated);
        ended = List.copyOf(ended);
    }
}
