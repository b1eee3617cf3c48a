package dev.tutti.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.engine.Mutant;
import dev.tutti.policy.Finding;
import dev.tutti.policy.MutationRecord;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.RuleSetReading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tries the mutants of the shipped policies, as far as their rules or cases are not those that were recorded last. When it
 * fails: {@code tutti mutate --changed} tells more, {@code tutti mutate --changed --record} writes the record.
 */
class ShippedMutantsTest {

    private static final Path FOLDER = Path.of("rules");

    private final RuleSetReading reading = RuleSetReading.read(FOLDER);
    private final RuleSet rules = reading.ruleSet().orElseThrow(() -> new AssertionError(reading.findings()));
    private final List<Finding> findings = new ArrayList<>();
    private final MutationReview review = new MutationReview(
            rules, MutationRecord.read(FOLDER, findings).orElseThrow(() -> new AssertionError(findings)));

    @Test
    void noMutantOfAChangedPolicyGoesUnnoticedWithoutAReason() {
        List<Policy> changed = review.changedSinceTried();

        List<MutationResult> results = new MutationRun(rules, reading.estate().orElseThrow()).of(changed);

        List<String> unnoticed = results.stream()
                .flatMap(result -> review.unexplained(result).stream())
                .map(ShippedMutantsTest::told)
                .toList();
        assertThat(unnoticed)
                .as("no case notices these; write one, or give a reason in rules/mutation.yaml")
                .isEmpty();
        assertThat(review.outdated(results)).isEmpty();
    }

    @Test
    void theRecordIsInOrderAndLeavesNoPolicyOut() {
        assertThat(findings).isEmpty();
        assertThat(review.missing())
                .as("try these: tutti mutate --changed --record; or put them under 'untried'")
                .isEmpty();
    }

    private static String told(Mutant mutant) {
        return mutant.file() + ":" + mutant.line() + ":" + mutant.column() + ": " + mutant.name();
    }
}
