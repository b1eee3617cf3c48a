package dev.tutti.context;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.tutti.fact.Context;
import dev.tutti.fact.NoTouchRemoval;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody wants taken from the no-touch list, and what came of it; it is only read here.
 *
 * @param why the entry was stated, as whoever proposed its removal saw it
 * @param until when it expires without an answer
 * @param answeredBy left out while nobody has answered
 */
record RemovalEntry(
        String id,
        String entry,
        String why,
        String state,
        String proposedBy,
        String reason,
        Instant proposedAt,
        Instant until,
        @JsonInclude(Include.NON_EMPTY) String answeredBy,
        @JsonInclude(Include.NON_EMPTY) String answerReason,
        @JsonInclude(Include.NON_EMPTY) String endedAt)
        implements Entry {

    static RemovalEntry of(NoTouchRemoval removal) {
        return new RemovalEntry(
                removal.id(),
                removal.entry(),
                removal.why(),
                removal.state().name(),
                removal.by(),
                removal.reason(),
                Instant.ofEpochMilli(removal.at()),
                Instant.ofEpochMilli(removal.until()),
                removal.answeredBy(),
                removal.answerReason(),
                removal.waiting() ? "" : Instant.ofEpochMilli(removal.endedAt()).toString());
    }

    @Override
    public RemovalEntry named(String path) {
        return this;
    }

    @Override
    public Optional<Context> fact(String at, Complaints complaints) {
        throw new UnsupportedOperationException("a removal is proposed and answered");
    }
}
