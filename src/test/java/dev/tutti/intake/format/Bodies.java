package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.intake.format.Item.Broken;
import dev.tutti.intake.format.Item.Parsed;
import dev.tutti.intake.format.ParsedBody.ParsedBatch;
import dev.tutti.intake.format.ParsedBody.Unreadable;
import dev.tutti.problem.FieldError;
import dev.tutti.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/** Request bodies and what was made of them. */
public final class Bodies {

    public static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    public static final String SCAN = """
            {"source":"nids","sourceId":"1f3a","title":"ET SCAN SSH","rule":"2001219","kind":"SCAN","severity":"HIGH",\
            "observedAt":"2026-03-01T10:05:00Z","techniques":["T1110"],\
            "observables":[{"type":"IP","value":"198.51.100.7","role":"SOURCE"},{"type":"HOST","value":"pay-db-1","role":"TARGET"}]}""";

    private Bodies() {}

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] sample(String file) {
        return sample("suricata", file);
    }

    /** The observables as {@code TYPE ROLE value}. */
    static List<String> observed(AlertReport report) {
        return report.observables().stream()
                .map(it -> it.type() + " " + it.role() + " " + it.value())
                .toList();
    }

    /** A file under {@code src/test/resources/alerts}; the README beside it says where it comes from. */
    public static byte[] sample(String folder, String file) {
        try (var in = Bodies.class.getResourceAsStream("/alerts/" + folder + "/" + file)) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What lies at this place (RFC 6901) of a sample that has more in it than what a source sends. */
    static String part(String folder, String file, String pointer) {
        try {
            return JsonMapper.builder()
                    .build()
                    .readTree(sample(folder, file))
                    .at(pointer)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Item> items(AlertFormat format, byte[] body) {
        return ((ParsedBatch) format.parse(body, "")).items();
    }

    static List<AlertReport> reports(AlertFormat format, byte[] body) {
        return items(format, body).stream()
                .filter(Parsed.class::isInstance)
                .map(item -> ((Parsed) item).report())
                .toList();
    }

    static AlertReport report(AlertFormat format, String body) {
        return ((Parsed) items(format, bytes(body)).get(0)).report();
    }

    static AlertFormat format(String name) {
        return new AlertFormats(NOON).named(name).orElseThrow();
    }

    static Observable observable(String type, String role, String value) {
        return new Observable(ObservableType.valueOf(type), ObservableRole.valueOf(role), value);
    }

    static Problem problem(Item item) {
        return ((Broken) item).problem();
    }

    static List<FieldError> errors(AlertFormat format, String body) {
        return problem(items(format, bytes(body)).get(0)).errors();
    }

    /** The errors as {@code /pointer detail}. */
    static List<String> complaints(AlertFormat format, String body) {
        return errors(format, body).stream()
                .map(error -> error.pointer() + " " + error.detail())
                .toList();
    }

    static Problem refusal(AlertFormat format, byte[] body) {
        return ((Unreadable) format.parse(body, "")).problem();
    }
}
