package dev.tutti.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What Linux says of a process or a thread, see proc(5).
 *
 * @param own processor time
 * @param ended that of children which have ended and were waited for
 */
record ProcStat(String name, Duration own, Duration ended) {

    private static final ProcStat GONE = new ProcStat("", Duration.ZERO, Duration.ZERO);

    /** All zero for what there is not or no longer, as everything on another system. */
    static ProcStat read(Path stat) {
        String text;
        try {
            text = Files.readString(stat);
        } catch (IOException e) {
            return GONE;
        }
        int close = text.lastIndexOf(')');
        String[] fields = text.substring(close + 2).split(" ");
        return new ProcStat(
                text.substring(text.indexOf('(') + 1, close),
                hundredths(fields[11], fields[12]),
                hundredths(fields[13], fields[14]));
    }

    private static Duration hundredths(String user, String system) {
        return Duration.ofMillis(10 * (Long.parseLong(user) + Long.parseLong(system)));
    }
}
