package dev.tutti.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.engine.DrlLint;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.RuleSetReading;
import dev.tutti.policy.Status;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case of the rules that are shipped. */
class PolicyCasesTest {

    private static final RuleSetReading READING = RuleSetReading.read(Path.of("rules"));
    private static final RuleSet RULES = READING.ruleSet().orElseThrow(() -> new AssertionError(READING.findings()));
    private static final CaseRunner RUNNER =
            new CaseRunner(RULES, READING.estate().orElseThrow());

    @AfterAll
    static void freeTheRules() {
        RUNNER.close();
    }

    @TestFactory
    Stream<DynamicTest> shippedCases() {
        return RUNNER.cases().stream()
                .map(policyCase -> DynamicTest.dynamicTest(
                        policyCase.toString(),
                        () -> assertThat(RUNNER.run(policyCase).differences())
                                .as(policyCase.path())
                                .isEmpty()));
    }

    @Test
    void noCaseIsLeftOut() {
        long written = RULES.policies().stream()
                .filter(policy -> policy.status() != Status.RETIRED)
                .mapToLong(policy -> policy.cases().size())
                .sum();

        assertThat(RUNNER.cases()).hasSize((int) written);
        assertThat(written).isGreaterThan(50);
    }

    @Test
    void theShippedRulesHaveNoFinding() {
        assertThat(READING.findings()).isEmpty();
        assertThat(DrlLint.check(RULES)).isEmpty();
    }
}
