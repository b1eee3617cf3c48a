package dev.tutti.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void rearrangesPairsSoThatTheLineWithoutAPolicyTakesWhatIsLeft() {
        Comparison comparison = new Comparison(
                List.of(expected(TEN, ""), expected(TEN, "MOD-001")),
                List.of(happened(TEN, "MOD-001", "MOD-002"), happened(TEN, "MOD-002")));

        assertThat(comparison.missing()).isEmpty();
        assertThat(comparison.unlisted()).isEmpty();
    }

    @Test
    void countsEveryLineOnce() {
        Comparison comparison =
                new Comparison(List.of(expected(TEN, "")), List.of(happened(TEN, "MOD-001"), happened(TEN, "MOD-001")));

        assertThat(comparison.unlisted()).hasSize(1);
    }

    @Test
    void pairsNothingThatIsAMillisecondApart() {
        Comparison comparison =
                new Comparison(List.of(expected(TEN, "")), List.of(happened(TEN.plusMillis(1), "MOD-001")));

        assertThat(comparison.moments()).containsExactly(TEN, TEN.plusMillis(1));
    }

    @Test
    void writesLinesThatYamlReadsAsTheyWereMeant() {
        assertThat(line("10.0.0.1")).isEqualTo("dispatched: {target: 10.0.0.1}");
        assertThat(line("Trojan on pay-db-1")).isEqualTo("dispatched: {target: Trojan on pay-db-1}");
        assertThat(line("#soc")).isEqualTo("dispatched: {target: \"#soc\"}");
        assertThat(line("no")).isEqualTo("dispatched: {target: \"no\"}");
        assertThat(line("a, b: \"c\"")).isEqualTo("dispatched: {target: \"a, b: \\\"c\\\"\"}");
        assertThat(line("2001:db8::1")).isEqualTo("dispatched: {target: \"2001:db8::1\"}");
    }

    private static String line(String target) {
        return CaseLine.of(What.DISPATCHED, Map.of("target", target), "");
    }

    private static Expectation expected(Instant at, String by) {
        return new Expectation(at, What.DISPATCHED, new TreeMap<>(), by);
    }

    private static Happening happened(Instant at, String... policies) {
        return new Happening(at, What.DISPATCHED, new TreeMap<>(), List.of(policies));
    }
}
