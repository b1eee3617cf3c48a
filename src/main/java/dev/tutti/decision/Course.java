package dev.tutti.decision;

import dev.tutti.fact.Planned;
import dev.tutti.fact.Span;
import java.util.Comparator;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A planned period on its way through time. What is to come is reckoned one at a time, so that it may go on for ever. */
final class Course {

    /** The boundary is its place in a sorted set: it leaves the set before it advances. */
    static final Comparator<Course> SOONEST_FIRST = Comparator.comparingLong(Course::boundary)
            .thenComparing(course -> course.period().factId());

    private final Planned period;
    private final Iterator<Span> coming;
    private @Nullable Span next;
    private long until = Long.MIN_VALUE;
    private long boundary;

    Course(Planned period, long now) {
        this.period = period;
        this.coming = period.endingAfter(now);
        this.next = read();
        advance(now);
    }

    Planned period() {
        return period;
    }

    void advance(long now) {
        Span begun = next;
        while (begun != null && begun.from() <= now) {
            until = Math.max(until, begun.until());
            begun = read();
        }
        next = begun;
        long end = isInForce(now) ? until : Long.MAX_VALUE;
        boundary = begun == null ? end : Math.min(begun.from(), end);
    }

    boolean isInForce(long now) {
        return until > now;
    }

    boolean isOver(long now) {
        return next == null && !isInForce(now);
    }

    /** When the last of those ends that have begun. */
    long until() {
        return until;
    }

    /** When the next one begins or this one ends. */
    long boundary() {
        return boundary;
    }

    private @Nullable Span read() {
        return coming.hasNext() ? coming.next() : null;
    }
}
