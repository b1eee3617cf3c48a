package dev.tutti.context.ics;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.regex.Pattern;

/**
 * A time as an event has it.
 *
 * @param local by the clocks of its zone; of a day, its midnight
 * @param zone by its IANA name; {@code ""} for a day, which begins at another moment in every place
 */
public record IcsTime(LocalDateTime local, String zone) {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern FORM = Pattern.compile("\\d{8}(T\\d{6}Z?)?");
    private static final int LENGTH_OF_A_DAY = 8;

    static IcsTime of(IcsProperty property, String value, IcsZones zones) {
        String zone = property.parameter("TZID");
        if (!FORM.matcher(value).matches()) {
            throw property.flaw("must be a day such as 20260301 or a time such as 20260301T020000Z");
        }
        try {
            if (value.length() == LENGTH_OF_A_DAY) {
                return new IcsTime(LocalDate.parse(value, DAY).atStartOfDay(), "");
            }
            if (value.endsWith("Z")) {
                return new IcsTime(LocalDateTime.parse(value.substring(0, value.length() - 1), TIME), "UTC");
            }
            LocalDateTime local = LocalDateTime.parse(value, TIME);
            if (zone.isEmpty()) {
                throw property.flaw(
                        "names no time zone, so it would be another moment in every place; write " + property.name()
                                + ";TZID=Europe/Berlin:" + value + " with your zone, or end a time in UTC with Z");
            }
            return new IcsTime(local, zones.find(property, zone));
        } catch (DateTimeException e) {
            throw property.flaw("is no day or time that there is: " + value);
        }
    }

    public boolean isDay() {
        return zone.isEmpty();
    }

    /** The same in UTC, in the basic form of ISO 8601; of a day, its midnight as if it were there. */
    public String stamp() {
        return TIME.format(in("UTC")) + "Z";
    }

    /** What the clocks of another zone show then; a day stays the day that it is. */
    public LocalDateTime in(String otherZone) {
        return isDay() || otherZone.isEmpty() || otherZone.equals(zone)
                ? local
                : local.atZone(ZoneId.of(zone))
                        .withZoneSameInstant(ZoneId.of(otherZone))
                        .toLocalDateTime();
    }
}
