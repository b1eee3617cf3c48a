package dev.tutti.connector;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression of a manifest, always evaluated within a bound of time and depth.
 *
 * <p>Three things of the language are refused. Regular expressions (and division, which is written alike) and
 * {@code $eval}, because their run time has no bound and data would become code; and functions of the moment, because a
 * repeated request must be the same request.
 */
final class Expression {

    /** Stands for an expression that is not there; its value is nothing. */
    static final Expression NONE = new Expression("");

    private static final long MAX_MILLIS = 500;
    private static final int MAX_DEPTH = 100;
    private static final int MOST_IDLE = 16;
    private static final List<String> REFUSED = List.of("eval", "now", "millis", "random", "shuffle");
    private static final Pattern LITERAL_OR_COMMENT =
            Pattern.compile("\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])*+'|`[^`]*+`|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern REFUSED_CALL = Pattern.compile("\\$(" + String.join("|", REFUSED) + ")\\b");

    private final String text;

    /** Parsed and not in use: an instance keeps state of its evaluation, so it serves one at a time. */
    private final Queue<Jsonata> idle = new ArrayBlockingQueue<>(MOST_IDLE);

    private Expression(String text) {
        this.text = text;
    }

    /** Where and why a text is not an expression that we take. */
    record Fault(String message, int offset) {}

    static Optional<Fault> fault(String text) {
        try {
            Jsonata.jsonata(text);
        } catch (JException e) {
            int offset = Math.max(0, Math.min(e.getLocation() - 1, text.length()));
            return Optional.of(new Fault("is not JSONata: " + Text.shown(String.valueOf(e.getMessage())), offset));
        } catch (RuntimeException e) {
            return Optional.of(
                    new Fault("is not JSONata", 0)); // the parser's own slips, such as an index out of bounds
        }
        String bare = LITERAL_OR_COMMENT
                .matcher(text)
                .replaceAll(match -> " ".repeat(match.group().length()));
        if (bare.indexOf('/') >= 0) {
            return Optional.of(new Fault("may not use a regular expression or a division", bare.indexOf('/')));
        }
        return REFUSED_CALL
                .matcher(bare)
                .results()
                .findFirst()
                .map(call -> new Fault("may not use " + call.group(), call.start()));
    }

    /** Only for a text without a fault. */
    static Expression of(String text) {
        return new Expression(text);
    }

    boolean isPresent() {
        return !text.isEmpty();
    }

    /**
     * The value over this input, null when it is nothing.
     *
     * @throws JException when it fails or exceeds its bounds
     */
    @Nullable
    Object evaluate(Map<String, Object> input) {
        if (text.isEmpty()) {
            return null;
        }
        Jsonata jsonata = idle.poll();
        if (jsonata == null) {
            jsonata = Jsonata.jsonata(text);
            jsonata.setOutputConvertNulls(true);
        }
        Jsonata.Frame frame = jsonata.createFrame();
        frame.setRuntimeBounds(MAX_MILLIS, MAX_DEPTH);
        Object value = jsonata.evaluate(input, frame);
        idle.offer(jsonata); // not after a failure, which may leave something behind
        return value;
    }
}
