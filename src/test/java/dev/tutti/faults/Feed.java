package dev.tutti.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What one SIEM has to report: real Suricata lines, and generated alerts that every shipped response answers, mixed by a
 * seed. Every alert is new; their times of observation are out of order by up to a minute.
 */
final class Feed {

    /** The estate has this many hosts, {@code pc-0} and so on. */
    static final int HOSTS = 300;

    private static final int MOST_IN_A_BATCH = 40;
    private static final List<String> REAL = real();

    private final String name;
    private final Random random;
    private final Clock clock;
    private int number;

    Feed(String name, long seed, Clock clock) {
        this.name = name;
        this.random = new Random(seed);
        this.clock = clock;
    }

    /** Mostly one alert, at times a batch. */
    Post next() {
        int size = random.nextInt(10) < 7 ? 1 : 2 + random.nextInt(MOST_IN_A_BATCH - 1);
        boolean suricata = random.nextInt(4) == 0;
        return new Post(
                suricata ? "suricata" : "",
                IntStream.range(0, size)
                        .mapToObj(i -> suricata ? realLine() : generated())
                        .toList());
    }

    /** A line of the demonstration under a flow of its own. */
    private String realLine() {
        String line = REAL.get(random.nextInt(REAL.size()));
        return line.replaceFirst("\"flow_id\":\\d+", "\"flow_id\":" + (random.nextLong() >>> 12));
    }

    private String generated() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> alert("SCAN", "MEDIUM", ip(40), "");
            case 3 -> alert("CREDENTIAL", "HIGH", ip(4_000), "");
            case 4 -> alert("MALWARE", "CRITICAL", "", "pc-" + random.nextInt(HOSTS));
            case 5 -> alert("INTRUSION", "HIGH", ip(4_000), "pc-" + random.nextInt(HOSTS));
            default -> alert("OTHER", "LOW", ip(4_000), "pc-" + random.nextInt(HOSTS));
        };
    }

    private String ip(int among) {
        int address = random.nextInt(among);
        return "198.18." + (address >> 8) + "." + (address & 255);
    }

    private String alert(String kind, String severity, String sourceIp, String host) {
        List<String> observables = new ArrayList<>();
        if (!sourceIp.isEmpty()) {
            observables.add("{\"type\":\"IP\",\"role\":\"SOURCE\",\"value\":\"" + sourceIp + "\"}");
        }
        if (!host.isEmpty()) {
            observables.add("{\"type\":\"HOST\",\"role\":\"TARGET\",\"value\":\"" + host + "\"}");
        }
        return """
                {"source":"%s","sourceId":"%s","title":"%s %s","kind":"%s","severity":"%s","observedAt":"%s",\
                "observables":[%s]}""".formatted(
                        name,
                        name + "-" + number++,
                        kind,
                        random.nextInt(50),
                        kind,
                        severity,
                        clock.instant().minusMillis(random.nextInt(60_000)),
                        String.join(",", observables));
    }

    private static List<String> real() {
        List<String> lines = new ArrayList<>();
        for (String file : List.of("1-scans", "2-intrusions", "3-malware")) {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                    Objects.requireNonNull(Feed.class.getResourceAsStream("/demo/alerts/" + file + ".ndjson")),
                    StandardCharsets.UTF_8))) {
                reader.lines().filter(line -> !line.isBlank()).forEach(lines::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return lines;
    }
}
