package dev.tutti.intake.format;

import dev.tutti.problem.Problem;
import java.util.List;

/** What one request body turned out to be. */
public sealed interface ParsedBody {

    /**
     * It could be cut into items.
     *
     * @param single whether it was one object and is answered as one
     * @param items in the order of the body
     */
    record ParsedBatch(boolean single, List<Item> items) implements ParsedBody {

        public ParsedBatch {
            items = List.copyOf(items);
        }

        /** Those that came to this, in the same order. */
        public <T extends Item> List<T> only(Class<T> type) {
            return items.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    /** Nothing in it can be used. */
    record Unreadable(Problem problem) implements ParsedBody {}
}
