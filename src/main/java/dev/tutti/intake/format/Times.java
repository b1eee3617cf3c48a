package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the times that senders write, and says which of them can be. */
final class Times {

    static final String WANTED =
            "must be a time with an offset, such as 2026-03-01T10:05:00Z, or a number of the epoch";

    /** The Web is not older, and an alert that seems to be has a wrong clock. */
    static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private static final Duration AHEAD = Duration.ofDays(1);
    private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(100_000_000_000L);

    /** ISO 8601 with an offset, which some write without its colon and some after a space. */
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("[ ]['T']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[ ][XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Offset zero by one of its names. */
    private static final Pattern NAMED_UTC = Pattern.compile(" ?(?:UTC|GMT)$");

    private final Clock clock;

    Times(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** What is wrong with an observation at this time; null when it can be. */
    @Nullable
    String doubt(Instant time) {
        return doubt(time, EARLIEST);
    }

    /** The same of a source whose times may begin earlier or later. */
    @Nullable
    String doubt(Instant time, Instant earliest) {
        if (time.isBefore(earliest)) {
            return "lies before " + earliest.atOffset(ZoneOffset.UTC).getYear() + "; is the clock of the source right?";
        }
        return isAhead(time) ? "lies more than a day in the future; is the clock of the source right?" : null;
    }

    /** Further than a clock that goes wrong or a time zone explain. */
    boolean isAhead(Instant time) {
        return time.isAfter(clock.instant().plus(AHEAD));
    }

    /** A text or a number; empty when it is no time. */
    static Optional<Instant> read(JsonNode node) {
        return read(node, false);
    }

    /**
     * The same.
     *
     * @param utc whether a time without an offset is UTC; otherwise it is none
     */
    static Optional<Instant> read(JsonNode node, boolean utc) {
        if (node.isNumber()) {
            return epoch(node.decimalValue());
        }
        String text = node.asText("").strip();
        Optional<Instant> time = read(text);
        return time.isEmpty() && utc ? read(text + "Z") : time;
    }

    /** ISO 8601 with an offset, or a number of the epoch. */
    static Optional<Instant> read(String text) {
        if (text.length() > 64) {
            return Optional.empty();
        }
        try {
            return text.matches("-?[0-9]{1,25}(\\.[0-9]{1,12})?")
                    ? epoch(new BigDecimal(text))
                    : Optional.of(OffsetDateTime.parse(NAMED_UTC.matcher(text).replaceFirst("Z"), ISO)
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Seconds, milliseconds, microseconds or nanoseconds, whichever lies in this age. */
    private static Optional<Instant> epoch(BigDecimal number) {
        if (number.precision() - number.scale() > 20 || number.scale() > 20) {
            return Optional.empty();
        }
        BigDecimal seconds = number;
        while (seconds.abs().compareTo(MOST_SECONDS) >= 0) {
            seconds = seconds.movePointLeft(3);
        }
        BigDecimal[] parts = seconds.divideAndRemainder(BigDecimal.ONE);
        return Optional.of(Instant.ofEpochSecond(
                parts[0].longValue(), parts[1].multiply(BILLION).longValue()));
    }
}
