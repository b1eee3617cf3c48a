package dev.tutti.intake.format;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a relay or an agent wrote before an event: RFC 5424, RFC 3164, and what products take for one of them. */
final class SyslogHeader {

    /** The length of RFC 6587, the priority, and the version of RFC 5424; senders leave out any of them. */
    private static final Pattern BEFORE_TIME =
            Pattern.compile("\\s*(?:[0-9]{1,7} (?=<))?(?:<[0-9]{1,3}>)?\\s*(?:[0-9]{1,2} )?\\s*");

    private static final int LONGEST = 256;

    private SyslogHeader() {}

    /** When it was sent; empty when the header says nothing of it. */
    static Optional<Instant> time(String header, LogTimes times) {
        String begin = header.substring(0, Math.min(LONGEST, header.length()));
        var before = BEFORE_TIME.matcher(begin);
        return before.lookingAt() ? times.heading(begin.substring(before.end())) : Optional.empty();
    }
}
