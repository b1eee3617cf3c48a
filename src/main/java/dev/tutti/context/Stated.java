package dev.tutti.context;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tutti.problem.FieldError;
import java.time.Instant;
import java.util.List;

/** An entry that holds now, who stated it when, and what may be a mistake in it. */
record Stated(
        @JsonUnwrapped Entry entry,
        String statedBy,
        Instant statedAt,
        @JsonInclude(Include.NON_EMPTY) List<FieldError> warnings) {

    static Stated of(Held held) {
        return of(held, List.of());
    }

    static Stated of(Held held, List<FieldError> warnings) {
        return new Stated(Entry.of(held.fact()), held.by(), held.at(), warnings);
    }
}
