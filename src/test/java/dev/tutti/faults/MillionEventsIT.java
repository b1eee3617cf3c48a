package dev.tutti.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A restart with very many events in the window. By hand: {@code -Dtutti.events=1000000 -Dtutti.heap=6g -Dtutti.tier=4},
 * and {@code -Dtutti.settings=key=value,...} where a bound of the service has to be lifted for it.
 */
@EnabledIfSystemProperty(named = "tutti.events", matches = "\\d+")
class MillionEventsIT {

    private static final int EVENTS = Integer.getInteger("tutti.events", 0);
    private static final String PROBE = "198.51.100.9";
    private static final Duration LONGEST_REBUILD = Duration.ofMinutes(10);
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    @Test
    void aRestartWithAMillionEventsRefusesUntilItIsDoneAndForgetsNone() throws Exception {
        try (Theatre theatre = Theatre.open("million-events", settings())) {
            // Given a journal that ends with a million scans within the window, the last two of them of one address
            long heapWithout = usedHeap(theatre.service.pid());
            theatre.service.stop();
            long begun = System.nanoTime();
            new WrittenJournal(theatre.clock).append(theatre.service.data(), EVENTS, PROBE);
            long written = System.nanoTime();

            // When it is started, and a SIEM posts the third scan at once and until it is taken
            theatre.service.start("");
            Siem siem = new Siem(theatre, new Feed("probe", 1, theatre.clock), new Random(1), 0, new AtomicBoolean());
            Moments.await(LONGEST_REBUILD, "it listens", () -> theatre.service.status("live") == 200);
            long listening = System.nanoTime();
            int ready = theatre.service.status("ready");
            siem.deliver(thirdScan(theatre));
            long taken = System.nanoTime();

            // Then
            long bytes = (usedHeap(theatre.service.pid()) - heapWithout) / EVENTS;
            List<String> breaches = new Books(theatre).breaches();
            System.out.printf(
                    "events: %d, written in %d s; listening %d s after the start, ready %d; %d times 503; decided after %d s%n"
                            + "%s%nheap without: %d MiB, per event: %d bytes; breaches: %s%n",
                    EVENTS,
                    seconds(begun, written),
                    seconds(written, listening),
                    ready,
                    theatre.receipts.turnedAway.get(),
                    seconds(written, taken),
                    theatre.service.lastLine("is ready at"),
                    heapWithout >> 20,
                    bytes,
                    breaches);
            assertThat(breaches).isEmpty();
            assertThat(ready).isEqualTo(503);
            assertThat(theatre.receipts.turnedAway.get()).isPositive();
            assertThat(theatre.receipts.byAlert().values())
                    .extracting(Receipts.Told::decision)
                    .containsExactly("ACTED");
            theatre.settle();
            assertThat(new Books(theatre).breachesAtTheEnd()).isEmpty();
            theatre.service.stop();
            theatre.service.deleteData();
        }
    }

    private static Post thirdScan(Theatre theatre) {
        return new Post("", List.of("""
                {"source":"probe","sourceId":"third","title":"A scan","kind":"SCAN","severity":"MEDIUM","observedAt":"%s",\
                "observables":[{"type":"IP","role":"SOURCE","value":"%s"}]}""".formatted(theatre.clock.instant(), PROBE)));
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        for (String setting : System.getProperty("tutti.settings", "").split(",", -1)) {
            int sign = setting.indexOf('=');
            if (sign > 0) {
                settings.put(setting.substring(0, sign), setting.substring(sign + 1));
            }
        }
        return settings;
    }

    /** Of this process after a full collection, in bytes. */
    private static long usedHeap(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("jcmd does not say what is used");
        }
        return Long.parseLong(used.group(1)) * 1024;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(pid),
                        command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return said;
    }

    private static long seconds(long from, long to) {
        return Duration.ofNanos(to - from).toSeconds();
    }
}
