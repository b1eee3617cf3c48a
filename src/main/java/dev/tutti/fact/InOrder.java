package dev.tutti.fact;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Puts into the order of time what is in the order of the clock on the wall: the two differ when clocks are put. */
final class InOrder implements Iterator<Span> {

    private record Waiting(LocalDateTime start, Span span) {}

    private final Iterator<LocalDateTime> starts;
    private final Function<LocalDateTime, Span> span;
    private final Duration difference;
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparingLong(each -> each.span().from()));
    private LocalDateTime last = LocalDateTime.MIN;

    /** @param difference by how much the two orders may differ at most */
    InOrder(Iterator<LocalDateTime> starts, Function<LocalDateTime, Span> span, Duration difference) {
        this.starts = starts;
        this.span = span;
        this.difference = difference;
    }

    @Override
    public boolean hasNext() {
        return !waiting.isEmpty() || starts.hasNext();
    }

    @Override
    public Span next() {
        while (starts.hasNext() && isOpen(waiting.peek())) {
            last = starts.next();
            waiting.add(new Waiting(last, span.apply(last)));
        }
        Waiting next = waiting.poll();
        if (next == null) {
            throw new NoSuchElementException();
        }
        return next.span();
    }

    /** Whether one that is not read yet may come before this. */
    private boolean isOpen(@Nullable Waiting first) {
        return first == null || !last.isAfter(first.start().plus(difference));
    }

    Stream<Span> stream() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }
}
