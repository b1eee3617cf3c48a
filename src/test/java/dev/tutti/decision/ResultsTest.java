package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.Parameter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResultsTest {

    @Test
    void sortsThemByName() {
        assertThat(of(new Parameter("verdict", "malicious"), new Parameter("score", "90")))
                .containsExactly(new Parameter("score", "90"), new Parameter("verdict", "malicious"));
    }

    @Test
    void keepsThirtyTwo() {
        Parameter[] many = IntStream.range(100, 140)
                .mapToObj(i -> new Parameter("result" + i, ""))
                .toArray(Parameter[]::new);

        assertThat(of(many)).hasSize(32).contains(many[31]).doesNotContain(many[32]);
    }

    @Test
    void saysWhereItCutAValue() {
        String value = of(new Parameter("a", "x".repeat(1_001))).get(0).value();

        assertThat(value).hasSize(1_000).endsWith("x [cut]");
        assertThat(of(new Parameter("a", "x".repeat(1_000))).get(0).value()).isEqualTo("x".repeat(1_000));
    }

    @Test
    void cutsNoCharacterInTwo() {
        String value = of(new Parameter("a", "x".repeat(993) + "\uD83D\uDE00".repeat(4)))
                .get(0)
                .value();

        assertThat(value).isEqualTo("x".repeat(993) + " [cut]");
    }

    @Test
    void holdsNothingThatTheDatabaseCannotKeep() {
        assertThat(of(new Parameter("a", "x\u0000y\nz\uD83D"))).containsExactly(new Parameter("a", "x y z\uFFFD"));
    }

    private static List<Parameter> of(Parameter... results) {
        return new Input.OutcomeReported("a1", Operation.DO, Outcome.SUCCEEDED, "done", 1, List.of(results)).results();
    }
}
