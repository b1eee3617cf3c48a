package dev.tutti.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.policy.MutationRecord;
import dev.tutti.policy.MutationRecord.Accepted;
import dev.tutti.policy.MutationRecord.Entry;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The mutants of one small policy, whose one case shows that it holds, and not whom it leaves alone. */
class MutationRunTest {

    private static final String RULE = "Rule of TIM-900: ";
    private static final String UNNOTICED = "ActionRequested: capability == \"edr.isolate-host\" is left out";
    private static final String NOTICED = "exists ChangeFreeze( service == $service ) becomes not";
    private static final RuleSet RULES =
            holding("10:05:00 held: {action: edr.isolate-host, target: pay-db-1, by: TIM-900}");
    private static final Policy HOLDING = RULES.policy("TIM-900").orElseThrow();

    private static MutationResult result;

    @BeforeAll
    static void tryAllMutants() {
        result = new MutationRun(RULES, Told.estate()).of(List.of(HOLDING)).get(0);
    }

    @Test
    void killsAMutantThatACaseNotices() {
        TriedMutant killed = tried(NOTICED);

        assertThat(killed.fate()).isEqualTo(Fate.KILLED);
        assertThat(killed.why()).isEqualTo(HOLDING.folder() + "/cases/x.yaml");
    }

    @Test
    void findsTheSurvivorThatNoCaseNotices() {
        assertThat(tried(UNNOTICED).survived()).isTrue();
        assertThat(result.survivors()).extracting(mutant -> mutant.change()).contains(UNNOTICED);
    }

    @Test
    void countsApartWhatCouldNotBeShipped() {
        TriedMutant unbound = tried(
                "$request : ActionRequested( capability == \"edr.isolate-host\", $service : service ) is left out");
        TriedMutant unjoined = tried("ChangeFreeze: service == $service is left out");

        assertThat(unbound.fate()).isEqualTo(Fate.NOT_VIABLE);
        assertThat(unbound.why()).isEqualTo("does not compile");
        assertThat(unjoined.fate()).isEqualTo(Fate.NOT_VIABLE);
        assertThat(unjoined.why()).startsWith("lint refuses it: every pattern after the first is joined");
    }

    @Test
    void countsEachMutantOnce() {
        assertThat(result.count(Fate.KILLED) + result.count(Fate.NOT_VIABLE) + result.count(Fate.SURVIVED))
                .isEqualTo(result.tried().size());
    }

    @Test
    void triesNothingWhileACaseFailsAnyway() {
        RuleSet failing = holding("10:05:00 dispatched: {action: edr.isolate-host, target: pay-db-1}");

        assertThatThrownBy(() -> new MutationRun(failing, Told.estate()).of(failing.policies()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cases/x.yaml fails with the rules as they are");
    }

    @Test
    void wantsAReasonForEachSurvivor() {
        assertThat(reviewing().unexplained(result)).isEqualTo(result.survivors());
        assertThat(reviewing(new Accepted(RULE + UNNOTICED, "a good reason", 3)).unexplained(result))
                .hasSize(result.survivors().size() - 1)
                .noneMatch(survivor -> survivor.change().equals(UNNOTICED));
    }

    @Test
    void tellsWhatTheRecordSaysAndIsNotSo() {
        MutationReview review = reviewing(
                new Accepted(RULE + UNNOTICED, "a good reason", 3),
                new Accepted(RULE + NOTICED, "a good reason", 5),
                new Accepted(RULE + "this was changed", "a good reason", 7));

        assertThat(review.outdated(List.of(result)))
                .extracting(Object::toString)
                .containsExactly(
                        "mutation.yaml:5:1: this mutant of TIM-900 does not survive any more; take out: " + RULE
                                + NOTICED,
                        "mutation.yaml:7:1: TIM-900 has no such mutant any more; take out: " + RULE
                                + "this was changed");
    }

    @Test
    void triesAgainOnlyWhatHasChanged() {
        MutationRecord recorded = reviewing().with(List.of(result));
        RuleSet otherCase =
                holding("10:05:00 held: {action: edr.isolate-host, target: pay-db-1, by: TIM-900} # the same");

        assertThat(new MutationReview(RULES, recorded).changed())
                .extracting(Policy::id)
                .containsExactly("MOD-900", "RES-900");
        assertThat(new MutationReview(otherCase, recorded).changed())
                .extracting(Policy::id)
                .contains("TIM-900");
    }

    @Test
    void recordsTheFiguresAndKeepsTheReasonsOfThoseThatStillSurvive() {
        MutationRecord record = reviewing(
                        new Accepted(RULE + UNNOTICED, "a good reason", 3),
                        new Accepted(RULE + "gone", "a good reason", 5))
                .with(List.of(result));

        Entry entry = record.of("TIM-900").orElseThrow();
        Map<String, String> reasons =
                entry.accepted().stream().collect(Collectors.toMap(Accepted::mutant, Accepted::reason));
        assertThat(entry.killed()).isEqualTo(result.count(Fate.KILLED)).isPositive();
        assertThat(reasons)
                .containsEntry(RULE + UNNOTICED, "a good reason")
                .doesNotContainKey(RULE + "gone")
                .hasSize(result.survivors().size());
    }

    private static TriedMutant tried(String change) {
        return result.tried().stream()
                .filter(one -> one.mutant().change().equals(change))
                .findFirst()
                .orElseThrow();
    }

    private static MutationReview reviewing(Accepted... accepted) {
        Entry entry = new Entry("TIM-900", "0", 0, 0, 0, List.of(accepted));
        return new MutationReview(RULES, new MutationRecord("mutation.yaml", List.of(entry)));
    }

    private static RuleSet holding(String expected) {
        return Told.rules()
                .holdingInFreezes("TIM-900")
                .permitting("MOD-900")
                .proposing()
                .set(
                        "kind: near-miss",
                        List.of(
                                "10:00:00 freeze: {service: payments, until: 2026-03-01T12:00:00Z}",
                                "10:05:00 alert: {kind: MALWARE, severity: HIGH, observables: [{type: HOST, role: TARGET, value: pay-db-1}]}"),
                        List.of(expected));
    }
}
