package dev.tutti.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.engine.RuleBase;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.RuleSetReading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The shipped policies decide the same on the same journal, however often and in whatever process: the order in which a
 * JVM keeps its collections must not show. 10,000 alerts here; {@code -Dtutti.replay=100000} makes it more.
 */
class ReplayDeterminismTest {

    private static final int ALERTS = Integer.getInteger("tutti.replay", 10_000);
    private static final long SEED = 11;

    @Test
    void threeReplaysAndOneInAnotherProcessDecideTheSame() throws IOException, InterruptedException {
        RuleSet ruleSet = RuleSetReading.read(Path.of("rules")).ruleSet().orElseThrow();
        try (RuleBase ruleBase = Recorded.compile(ruleSet)) {
            List<Recorded> inputs = SomeDays.of(ruleSet, ruleBase, ALERTS, SEED);

            String first = Recorded.digest(ruleSet, ruleBase, inputs);

            assertThat(Recorded.digest(ruleSet, ruleBase, inputs)).isEqualTo(first);
            assertThat(Recorded.digest(ruleSet, ruleBase, inputs)).isEqualTo(first);
            assertThat(inAnotherProcess()).isEqualTo(first);
        }
    }

    /** What the other process does: the same from the seed on. */
    public static void main(String[] arguments) {
        RuleSet ruleSet = RuleSetReading.read(Path.of("rules")).ruleSet().orElseThrow();
        RuleBase ruleBase = Recorded.compile(ruleSet);
        int alerts = Integer.parseInt(arguments[0]);
        System.out.println(
                "digest " + Recorded.digest(ruleSet, ruleBase, SomeDays.of(ruleSet, ruleBase, alerts, SEED)));
    }

    private static String inAnotherProcess() throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        classPath,
                        ReplayDeterminismTest.class.getName(),
                        String.valueOf(ALERTS))
                .redirectErrorStream(true)
                .start();
        String last = "";
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                last = line;
            }
        }
        assertThat(other.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(last).startsWith("digest ");
        return last.substring("digest ".length());
    }
}
