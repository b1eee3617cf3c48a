package dev.tutti.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Signals that Java itself cannot send. */
final class Signals {

    private Signals() {}

    /** To these processes, by the signal's name without {@code SIG}. */
    static void send(String name, Stream<ProcessHandle> processes) {
        List<ProcessHandle> known = processes.toList();
        String pids = known.stream().map(each -> String.valueOf(each.pid())).collect(Collectors.joining(" "));
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + pids)
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
