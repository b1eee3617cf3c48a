package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tutti.fact.AlertDetails;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.AlertStatus;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Severity;
import dev.tutti.intake.format.Item.Broken;
import dev.tutti.intake.format.Item.Parsed;
import dev.tutti.problem.FieldError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Tutti's own alert, as {@code docs/schemas/alert.schema.json} publishes it. Beyond the schema an address must be one, a port
 * too, and the time must be possible. Members that the schema does not name stay in the payload and mean nothing.
 */
final class TuttiFormat implements ObjectFormat {

    static final String NAME = "tutti";

    private static final String MAPPING = "tutti-1";
    private static final String NOT_BLANK = "\\S";
    private static final int MAX_ERRORS = 20;
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Duration AHEAD = Duration.ofDays(1);

    /** A word without a number counts as this point of its band. */
    private static final Map<Severity, Integer> ANCHORS = Map.of(
            Severity.UNKNOWN, -1,
            Severity.INFO, 5,
            Severity.LOW, 21,
            Severity.MEDIUM, 47,
            Severity.HIGH, 73,
            Severity.CRITICAL, 99);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Schema schema = schema();
    private final JsonBody body = new JsonBody(this);
    private final Clock clock;

    TuttiFormat(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> mediaTypes() {
        return Set.of("application/json", MediaTypes.LINES);
    }

    @Override
    public ParsedBody parse(byte[] bytes, String mediaType) {
        return body.parse(bytes, mediaType);
    }

    @Override
    public boolean recognises(ObjectNode object) {
        return object.has("observedAt") && (object.has("source") || object.has("title"));
    }

    @Override
    public List<Item> map(int index, int line, Piece piece) {
        return List.of(item(index, line, piece));
    }

    private Item item(int index, int line, Piece piece) {
        ObjectNode alert = piece.node();
        List<FieldError> errors = new ArrayList<>(complaints(alert));
        if (!errors.isEmpty()) {
            return Broken.of(index, line, piece.placed(errors));
        }
        percent(alert, "score", errors);
        percent(alert, "confidence", errors);
        Optional<Instant> observedAt = observedAt(alert, errors);
        List<Observable> observables = observables(alert, errors);
        return errors.isEmpty()
                ? new Parsed(index, line, NAME, report(alert, piece.raw(), observedAt.orElseThrow(), observables), true)
                : Broken.of(index, line, piece.placed(errors));
    }

    private List<FieldError> complaints(ObjectNode alert) {
        return schema
                .validate(alert, context -> context.executionConfig(config -> config.locale(Locale.ENGLISH)))
                .stream()
                .limit(MAX_ERRORS)
                .map(TuttiFormat::complaint)
                .toList();
    }

    /** The schema says so, too, but its validator has only 64 bits of an integer, and of more than that the last. */
    private static void percent(ObjectNode alert, String member, List<FieldError> errors) {
        if (alert.path(member).decimalValue().compareTo(HUNDRED) > 0) {
            errors.add(new FieldError("/" + member, "must have a maximum value of 100"));
        }
    }

    private static FieldError complaint(Error error) {
        String pointer = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "required" -> new FieldError(pointer + "/" + error.getProperty(), "is missing");
            case "pattern" ->
                new FieldError(
                        pointer,
                        NOT_BLANK.equals(error.getSchemaNode().asText()) ? "must not be blank" : error.getMessage());
            default -> new FieldError(pointer, error.getMessage());
        };
    }

    /** Empty, and one error more, when it cannot have happened then. */
    private Optional<Instant> observedAt(ObjectNode alert, List<FieldError> errors) {
        String reason;
        try {
            Instant observed = Rfc3339.parse(alert.path("observedAt").asText());
            if (observed.isBefore(EARLIEST)) {
                reason = "lies before 1990; is the clock of the source right?";
            } else if (observed.isAfter(clock.instant().plus(AHEAD))) {
                reason = "lies more than a day in the future; is the clock of the source right?";
            } else {
                return Optional.of(observed);
            }
        } catch (DateTimeException e) {
            reason = "must be a time with an offset, such as 2026-03-01T10:05:00Z";
        }
        errors.add(new FieldError("/observedAt", reason));
        return Optional.empty();
    }

    /** Those that can be, and an error for each that cannot. */
    private static List<Observable> observables(ObjectNode alert, List<FieldError> errors) {
        List<Observable> observables = new ArrayList<>();
        int index = 0;
        for (JsonNode node : alert.path("observables")) {
            var type = ObservableType.valueOf(node.path("type").asText());
            var role = ObservableRole.valueOf(node.path("role").asText(ObservableRole.OTHER.name()));
            Optional<String> value = Spelling.of(type, node.path("value").asText());
            if (value.isPresent()) {
                observables.add(new Observable(type, role, value.get()));
            } else {
                errors.add(new FieldError("/observables/" + index + "/value", "is not of type " + type));
            }
            index++;
        }
        return observables;
    }

    private AlertReport report(ObjectNode alert, String text, Instant observedAt, List<Observable> observables) {
        String digest = Digest.of(alert);
        int score = alert.path("score").asInt(-1);
        var severity = Severity.valueOf(
                alert.path("severity").asText(Severity.ofScore(score).name()));
        return new AlertReport(
                alert.path("tenant").asText("default"),
                text(alert, "source", ""),
                text(alert, "sourceId", digest),
                digest,
                text(alert, "title", ""),
                text(alert, "rule", ""),
                Kind.valueOf(alert.path("kind").asText(Kind.OTHER.name())),
                severity,
                score >= 0 ? score : Objects.requireNonNull(ANCHORS.get(severity)),
                alert.path("severity").asText(score >= 0 ? String.valueOf(score) : ""),
                MAPPING,
                texts(alert.path("techniques")),
                observables,
                observedAt,
                text,
                details(alert));
    }

    private static AlertDetails details(ObjectNode alert) {
        return new AlertDetails(
                text(alert, "product", ""),
                text(alert, "ruleName", ""),
                alert.path("confidence").asInt(-1),
                texts(alert.path("tactics")),
                texts(alert.path("links")),
                AlertStatus.OPEN,
                false);
    }

    private static String text(ObjectNode alert, String field, String otherwise) {
        return Text.of(alert.path(field).asText(otherwise), StrictJson.MAX_STRING);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream()
                .map(node -> Text.of(node.asText(), StrictJson.MAX_STRING))
                .toList();
    }

    private static Schema schema() {
        try (var published = TuttiFormat.class.getResourceAsStream("/schemas/alert.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Objects.requireNonNull(published), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema of an alert is part of the program", e);
        }
    }
}
