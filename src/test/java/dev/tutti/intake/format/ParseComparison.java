package dev.tutti.intake.format;

import com.sun.management.ThreadMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * No test: says what parsing a typical alert costs in several builds of Tutti, each in its own class loader, round by
 * round in turns, so that a noisy machine is equally unfair to all: only the ratios count. The arguments are their
 * {@code classes} directories, the first being what the others are compared with; the libraries are those of the class
 * path.
 */
final class ParseComparison {

    private static final int ROUNDS = Integer.getInteger("rounds", 60);
    private static final int ALERTS = 2_000;
    private static final byte[][] BODIES = bodies();

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ParseComparison() {}

    /** One build's format, and what an alert cost it in every round. */
    private record Build(String name, Object format, Method parse, List<Long> nanos, List<Long> bytes) {

        static Build of(String classes) throws ReflectiveOperationException, IOException {
            List<URL> path = new ArrayList<>(List.of(Path.of(classes).toUri().toURL()));
            for (String library : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                if (library.endsWith(".jar")) {
                    path.add(Path.of(library).toUri().toURL());
                }
            }
            var loader = new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
            Object formats = loader.loadClass("dev.tutti.intake.AlertFormats")
                    .getConstructor(Clock.class)
                    .newInstance(Bodies.NOON);
            Object own = formats.getClass().getMethod("own").invoke(formats);
            Method parse =
                    loader.loadClass("dev.tutti.intake.AlertFormat").getMethod("parse", byte[].class, String.class);
            return new Build(classes, own, parse, new ArrayList<>(), new ArrayList<>());
        }

        void round() throws ReflectiveOperationException {
            long allocated = THREAD.getCurrentThreadAllocatedBytes();
            long begun = THREAD.getCurrentThreadCpuTime();
            for (byte[] body : BODIES) {
                parse.invoke(format, body, "application/json");
            }
            nanos.add((THREAD.getCurrentThreadCpuTime() - begun) / ALERTS);
            bytes.add((THREAD.getCurrentThreadAllocatedBytes() - allocated) / ALERTS);
        }
    }

    public static void main(String[] classes) throws ReflectiveOperationException, IOException {
        List<Build> builds = new ArrayList<>();
        for (String directory : classes) {
            builds.add(Build.of(directory));
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Build build : builds) {
                build.round();
            }
        }
        for (Build build : builds) {
            System.out.printf(
                    "%-40s %7d ns %7d bytes, %.3f of the first%n",
                    build.name(),
                    median(build.nanos()),
                    median(build.bytes()),
                    (double) median(build.nanos()) / median(builds.get(0).nanos()));
        }
    }

    /** Of the second half of the rounds; the first warms up. */
    private static long median(List<Long> figures) {
        return figures.stream()
                .skip(ROUNDS / 2)
                .sorted()
                .skip(ROUNDS / 4)
                .findFirst()
                .orElseThrow();
    }

    private static byte[][] bodies() {
        byte[][] bodies = new byte[ALERTS][];
        for (int i = 0; i < ALERTS; i++) {
            bodies[i] = """
                    {"source":"siem-elastic-01","sourceId":"alert-%d",\
                    "title":"Suspicious outbound connection from workstation","rule":"2001219","kind":"%s",\
                    "severity":"LOW","observedAt":"2026-03-01T10:05:00.%06dZ","techniques":["T1110.00%d"],\
                    "observables":[{"type":"IP","value":"11.0.%d.%d","role":"SOURCE"},\
                    {"type":"IP","value":"203.0.113.%d","role":"TARGET"},\
                    {"type":"HOST","value":"ws-%d.corp.example","role":"TARGET"},\
                    {"type":"USER","value":"user%d@corp.example","role":"ACTOR"}],\
                    "rawMessage":"Nov 22 03:19:48 fw01 kernel: DROP IN=eth0 OUT= MAC=00:16:3e:aa:bb:cc SRC=10.0.0.1 \
                    DST=203.0.113.7 LEN=60 TOS=0x00 PREC=0x00 TTL=63 ID=54321 DF PROTO=TCP SPT=51512 DPT=443 \
                    WINDOW=64240 RES=0x00 SYN URGP=0 OPT (020405B40402080A) action=alert policy=default-deny-outbound"}\
                    """.formatted(
                            i,
                            i % 3 == 0 ? "SCAN" : "POLICY",
                            i,
                            1 + i % 4,
                            i / 256,
                            i % 256,
                            i % 250,
                            i % 2_000,
                            i % 500)
                    .getBytes(StandardCharsets.UTF_8);
        }
        return bodies;
    }
}
