package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.Finding;
import dev.tutti.fact.FindingKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingRegisterTest {

    private static final Finding STALE = new Finding(FindingKind.STALE, "ids", "nora", "too old");
    private static final Conflict APART = new Conflict("MOD-900", "COO-900", "edr.isolate-host", "pc-1");
    private static final String CONFLICT = APART.finding("olivia").factId();

    private final FactChanges facts = new FactChanges();

    @Test
    void opensOnceWhatStandsAndClosesItWhenItIsGone() {
        FindingRegister register = register("1", "1");

        FindingRecord opened = compare(register, 3, standing(STALE, "CON-900")).orElseThrow();
        assertThat(opened.openedSequence()).isEqualTo(3);
        assertThat(opened.policies()).containsExactly("CON-900");
        assertThat(compare(register, 4, standing(STALE, "CON-900"))).isEmpty();

        FindingRecord closed = compare(register, 5).orElseThrow();
        assertThat(closed.id()).isEqualTo(opened.id());
        assertThat(closed.closedSequence()).isEqualTo(5);
        assertThat(compare(register, 6)).isEmpty();
    }

    @Test
    void isAnotherFindingWhenItComesBack() {
        FindingRegister register = register("1", "1");
        String first =
                compare(register, 3, standing(STALE, "CON-900")).orElseThrow().id();
        compare(register, 4);

        assertThat(compare(register, 5, standing(STALE, "CON-900"))
                        .orElseThrow()
                        .id())
                .isNotEqualTo(first);
    }

    @Test
    void staysTheSameWhenItIsToldInOtherWordsByOneMorePolicy() {
        FindingRegister register = register("1", "1");
        FindingRecord opened = compare(register, 3, standing(STALE, "CON-900")).orElseThrow();
        Finding worse = new Finding(FindingKind.STALE, "ids", "nora", "far too old");

        FindingRecord changed = compare(register, 4, standing(STALE, "CON-900"), standing(worse, "CON-901"))
                .orElseThrow();

        assertThat(changed.id()).isEqualTo(opened.id());
        assertThat(changed.openedSequence()).isEqualTo(3);
        assertThat(changed.finding()).isEqualTo(worse); // the first in the order of the alphabet
        assertThat(changed.policies()).containsExactly("CON-900", "CON-901");
    }

    @Test
    void isNotOpenedAgainAfterItWasPutBack() {
        FindingRecord opened =
                compare(register("1", "1"), 3, standing(STALE, "CON-900")).orElseThrow();
        FindingRegister rebuilt = register("1", "1");
        rebuilt.restore(opened);

        assertThat(compare(rebuilt, 9, standing(STALE, "CON-900"))).isEmpty();
        assertThat(rebuilt.open()).containsExactly(STALE.factId());
    }

    @Test
    void hearsOfTwoPoliciesThatPullApartOnce() {
        FindingRegister register = register("1", "1");

        register.hear(APART, facts);
        register.hear(new Conflict("MOD-900", "COO-900", "edr.isolate-host", "pc-2"), facts);

        assertThat(facts.stated()).hasSize(1).first().satisfies(fact -> {
            Finding finding = (Finding) fact;
            assertThat(finding.kind()).isEqualTo(FindingKind.CONFLICT);
            assertThat(finding.subject()).isEqualTo("COO-900 and MOD-900 on edr.isolate-host");
            assertThat(finding.owner()).isEqualTo("olivia");
            assertThat(finding.text()).contains("MOD-900 permits", "COO-900 denies", "pc-1");
        });
        FindingRecord opened = conflict(register, 3).orElseThrow();
        assertThat(opened.policies()).containsExactly("COO-900", "MOD-900");
        assertThat(opened.versions()).containsExactly("coo 1", "mod 1");
    }

    @Test
    void letsAPersonCloseAConflictThatThenStaysClosedAlsoAfterARestart() {
        FindingRegister register = register("1", "1");
        register.hear(APART, facts);
        conflict(register, 3);
        facts.clear();

        assertThat(register.close(new Input.FindingClosed(CONFLICT, "rita", "meant so"), facts))
                .isEqualTo(new Answer.Noted());
        assertThat(facts.removed()).containsExactly(CONFLICT);
        FindingRecord closed = register.compare(CONFLICT, List.of(), 4, 40).orElseThrow();
        assertThat(closed.closedBy()).isEqualTo("rita");
        assertThat(closed.closedReason()).isEqualTo("meant so");

        facts.clear();
        register.hear(APART, facts);
        FindingRegister rebuilt = register("1", "1");
        rebuilt.restore(closed);
        rebuilt.hear(APART, facts);
        assertThat(facts.isEmpty()).isTrue();
    }

    @Test
    void opensAConflictAgainWhenNeitherPolicyIsWhatItWasAsAPersonClosedIt() {
        FindingRegister register = register("1", "1");
        register.hear(APART, facts);
        conflict(register, 3);
        register.close(new Input.FindingClosed(CONFLICT, "rita", "meant so"), facts);
        FindingRecord closed = register.compare(CONFLICT, List.of(), 4, 40).orElseThrow();

        assertThat(heardAgain(closed, register("1", "2"))).isFalse();
        assertThat(heardAgain(closed, register("2", "2"))).isTrue();
    }

    @Test
    void letsGoOfAConflictWhenNeitherPolicyIsInForceAsItWas() {
        FindingRegister register = register("1", "1");
        register.hear(APART, facts);
        FindingRecord opened = conflict(register, 3).orElseThrow();

        assertThat(endedBy(opened, register("1", "2"))).isFalse();
        assertThat(endedBy(opened, register("2", "2"))).isTrue();
    }

    @Test
    void refusesToCloseWhatAPolicyConcludesOrNobodyKnows() {
        FindingRegister register = register("1", "1");
        compare(register, 3, standing(STALE, "CON-900"));

        assertThat(register.close(new Input.FindingClosed(STALE.factId(), "rita", "seen"), facts))
                .isEqualTo(new Answer.Refused(Refusal.CAUSE_STANDS));
        assertThat(register.close(new Input.FindingClosed(CONFLICT, "rita", "seen"), facts))
                .isEqualTo(new Answer.Refused(Refusal.UNKNOWN_FINDING));
        assertThat(facts.isEmpty()).isTrue();
    }

    private boolean heardAgain(FindingRecord closed, FindingRegister later) {
        facts.clear();
        later.restore(closed);
        later.switchRules(facts);
        later.hear(APART, facts);
        return !facts.stated().isEmpty();
    }

    private boolean endedBy(FindingRecord opened, FindingRegister later) {
        facts.clear();
        later.restore(opened);
        later.stateOwn(facts);
        assertThat(facts.stated()).containsExactly(opened.finding());
        later.switchRules(facts);
        return facts.removed().contains(CONFLICT);
    }

    private static Optional<FindingRecord> conflict(FindingRegister register, long sequence) {
        return register.compare(
                CONFLICT, List.of(new StandingFinding(APART.finding("olivia"), List.of())), sequence, sequence);
    }

    private static Optional<FindingRecord> compare(
            FindingRegister register, long sequence, StandingFinding... standing) {
        return register.compare(STALE.factId(), Stream.of(standing).toList(), sequence, sequence * 10);
    }

    private static StandingFinding standing(Finding finding, String policy) {
        return new StandingFinding(finding, List.of(policy));
    }

    /** One in a rule set with these versions of the two policies. */
    private static FindingRegister register(String coo, String mod) {
        LocalDate review = LocalDate.parse("2030-01-01");
        return new FindingRegister(new Terms(
                "default",
                "version",
                Map.of(),
                Map.of(),
                capability -> "providers",
                Terms.VOTE_VALIDITY,
                List.of(
                        PolicyTerms.of("COO-900", "igor", "coo " + coo, review),
                        PolicyTerms.of("MOD-900", "olivia", "mod " + mod, review))));
    }
}
