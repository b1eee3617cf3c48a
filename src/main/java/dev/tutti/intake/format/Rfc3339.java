package dev.tutti.intake.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Reads times with an offset. The form that nearly every sender writes, which is UTC with a big T and Z, is read by its
 * places: the platform's parser means the same by it and takes many times as long.
 */
final class Rfc3339 {

    /** A zero stands for any digit; the fraction may be shorter or left out. */
    private static final String UTC = "0000-00-00T00:00:00.000000000";

    private static final int SECONDS_END = 19;

    private Rfc3339() {}

    /** @throws DateTimeException when it is no time or has no offset */
    static Instant parse(String text) {
        return isUtc(text) ? utc(text) : OffsetDateTime.parse(text).toInstant();
    }

    private static boolean isUtc(String text) {
        int end = text.length() - 1;
        if (end < SECONDS_END || end == SECONDS_END + 1 || end > UTC.length() || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (UTC.charAt(i) == '0' ? c < '0' || c > '9' : c != UTC.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static Instant utc(String text) {
        int end = text.length() - 1;
        int nanos = end > SECONDS_END ? number(text, SECONDS_END + 1, end) : 0;
        for (int i = end; i < UTC.length(); i++) {
            nanos *= 10;
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
