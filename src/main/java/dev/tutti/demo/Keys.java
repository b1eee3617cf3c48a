package dev.tutti.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Answers what comes again under one idempotency key with what the first came to. */
final class Keys {

    private record First(Map<String, Object> body, Answer answer) {}

    private final Map<String, First> byKey = new HashMap<>();

    /** What was done is remembered, a refusal is not; without a key every request is a first one. */
    Answer once(Asked asked, Supplier<Answer> doing) {
        First first = byKey.get(asked.key());
        if (first != null) {
            return first.body().equals(asked.body())
                    ? new Answer(200, first.answer().body())
                    : Answer.problem(422, "key-used-for-another-request", "That key belongs to another request");
        }
        Answer answer = doing.get();
        if (answer.status() < 300 && !asked.key().isEmpty()) {
            byKey.put(asked.key(), new First(asked.body(), answer));
        }
        return answer;
    }
}
