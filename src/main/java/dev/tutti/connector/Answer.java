package dev.tutti.connector;

import com.dashjoin.jsonata.JException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A tool's answer, read as the manifest says; it claims no more than the answer does.
 *
 * <p>429 and 503 mean "not now"; a redirect is a refusal; a server error may have come after the deed. Everything else the
 * manifest's expressions decide, and where they cannot, a 2xx is ambiguous and any other status a refusal.
 */
final class Answer {

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** Whoever keeps what is extracted has a bound of its own, which is lower. */
    private static final int MAX_EXTRACTED = 2_000;

    private final Exchange exchange;
    private final Reply.Answered response;
    private final String actionId;
    private final String secret;
    private final Clock clock;

    Answer(Exchange exchange, Reply.Answered response, String actionId, String secret, Clock clock) {
        this.exchange = exchange;
        this.response = response;
        this.actionId = actionId;
        this.secret = secret;
        this.clock = clock;
    }

    ActionOutcome outcome() {
        int status = response.status();
        if (status == 429 || status == 503) {
            return new ActionOutcome.Unreachable("the tool answered " + status, retryAfterMillis());
        }
        if (status >= 500 || status == 408) {
            return new ActionOutcome.Ambiguous(detail());
        }
        if (status >= 300 && status < 400) {
            return new ActionOutcome.Rejected("the tool answered " + status + ", and redirects are not followed");
        }
        Map<String, Object> seen = new TreeMap<>();
        seen.put("status", status);
        seen.put("actionId", actionId);
        boolean readable = readBody(seen);
        if (status < 300 && !readable) {
            return new ActionOutcome.Ambiguous("the tool answered " + status + " with a body that is not JSON");
        }
        return judged(status, seen);
    }

    private ActionOutcome judged(int status, Map<String, Object> seen) {
        Optional<Boolean> done = holds(exchange.success(), seen);
        if (done.equals(Optional.of(true))) {
            return succeeded(seen);
        }
        if (exchange.absent().isPresent()) {
            return holds(exchange.absent(), seen).equals(Optional.of(true))
                    ? new ActionOutcome.NotThere()
                    : new ActionOutcome.Ambiguous("neither there nor absent: " + detail());
        }
        if (status < 300 && done.isEmpty()) {
            return new ActionOutcome.Ambiguous("whether it was done is not in the answer: " + detail());
        }
        return new ActionOutcome.Rejected(detail());
    }

    private ActionOutcome succeeded(Map<String, Object> seen) {
        Map<String, String> extracted = new TreeMap<>();
        exchange.extract().forEach((name, expression) -> {
            Object value = value(expression, seen);
            if (value != null) {
                String text = redacted(Json.text(value));
                extracted.put(name, text.length() > MAX_EXTRACTED ? text.substring(0, MAX_EXTRACTED) : text);
            }
        });
        return new ActionOutcome.Succeeded(extracted.getOrDefault("reference", ""), extracted);
    }

    /** Whether the body could be read; an empty one can, and is left out. */
    private boolean readBody(Map<String, Object> seen) {
        if (response.body().length == 0) {
            return true;
        }
        try {
            Object body = Json.MAPPER.readValue(response.body(), Object.class);
            if (body != null) {
                seen.put("body", body);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<Boolean> holds(Expression expression, Map<String, Object> seen) {
        return value(expression, seen) instanceof Boolean answer ? Optional.of(answer) : Optional.empty();
    }

    private static @Nullable Object value(Expression expression, Map<String, Object> seen) {
        try {
            return expression.evaluate(seen);
        } catch (JException e) {
            return null; // as good as no answer; what follows from that is decided above
        }
    }

    private String detail() {
        String said = new String(response.body(), 0, Math.min(response.body().length, 4_000), StandardCharsets.UTF_8);
        return Text.shown("the tool answered " + response.status() + (said.isBlank() ? "" : ": " + redacted(said)));
    }

    /** A tool that repeats our credentials must not put them into the history. */
    private String redacted(String text) {
        return secret.isEmpty() ? text : text.replace(secret, "[secret]");
    }

    /** RFC 9110, 10.2.3: seconds or a date; 0 when it says nothing usable. */
    private long retryAfterMillis() {
        String said = response.retryAfter().strip();
        Duration wait = Duration.ZERO;
        if (said.matches("\\d{1,9}")) {
            wait = Duration.ofSeconds(Long.parseLong(said));
        } else if (!said.isEmpty()) {
            try {
                ZonedDateTime until = ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME);
                wait = Duration.between(clock.instant(), until.toInstant());
            } catch (DateTimeException e) {
                return 0;
            }
        }
        long millis = Math.max(0, wait.toMillis());
        return Math.min(millis, LONGEST_WAIT.toMillis());
    }
}
