package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.ApprovalReason;
import dev.tutti.fact.ApproverKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ConsentTest {

    private static final Requirement LEAD = Scene.requirement("lead", 1, false);
    private static final Requirement OWNER = Scene.requirement("owner", 1, false);
    private static final Requirement SEPARATE_LEAD = Scene.requirement("lead", 1, true);
    private static final Requirement SEPARATE_OWNER = Scene.requirement("owner", 1, true);

    @Test
    void countsOnePersonForEveryRequirementThatIsNotSeparate() {
        assertThat(count(List.of(LEAD, OWNER), yes("lead-owner")).open()).isEmpty();
    }

    @Test
    void countsAPersonOncePerRequirement() {
        Requirement two = Scene.requirement("lead", 2, false);

        assertThat(count(List.of(two), yes("lead1"), yes("lead1")).open()).containsExactly(two);
        assertThat(count(List.of(two), yes("lead1"), yes("lead2")).open()).isEmpty();
    }

    @Test
    void countsNowhereElseWhoCountsForASeparateRequirement() {
        assertThat(count(List.of(SEPARATE_LEAD, OWNER), yes("lead-owner")).satisfied())
                .hasSize(1);
        assertThat(count(List.of(SEPARATE_LEAD, OWNER), yes("lead-owner"), yes("owner1"))
                        .open())
                .isEmpty();
    }

    @Test
    void leavesTheOneWhoCanDoBothForWhereNobodyElseCan() {
        Consent consent = count(List.of(SEPARATE_LEAD, SEPARATE_OWNER), yes("lead-owner"), yes("lead1"));

        assertThat(consent.open()).isEmpty();
        assertThat(consent.satisfied()).containsExactly(SEPARATE_LEAD, SEPARATE_OWNER);
    }

    @Test
    void countsTheNamedPersonOnly() {
        Requirement ada = new Requirement(
                ApproverKind.PERSON, "ada", 1, false, ApprovalReason.CRITICAL_SERVICE, "hers", List.of());

        assertThat(count(List.of(ada), yes("ada-lead")).open()).containsExactly(ada);
        assertThat(count(List.of(ada), yes("ada")).open()).isEmpty();
    }

    @Test
    void neverCountsTheProposer() {
        Consent approved = Consent.of(List.of(LEAD), List.of(yes("lead1")), Scene.PEOPLE, List.of("lead1"));
        Consent refused = Consent.of(List.of(LEAD), List.of(no("lead1")), Scene.PEOPLE, List.of("lead1"));

        assertThat(approved.open()).containsExactly(LEAD);
        assertThat(refused.vetoes()).isEmpty();
    }

    @Test
    void countsTheLastVoteOfAPerson() {
        Vote first = new Vote("a", "lead1", Verdict.DISAPPROVE, "", "d", 1);
        Vote last = new Vote("a", "lead1", Verdict.APPROVE, "", "d", 2);

        assertThat(count(List.of(LEAD), last, first).vetoes()).isEmpty();
        assertThat(count(List.of(LEAD), last, first).open()).isEmpty();
    }

    @Test
    void letsTheRefusalStandOfTwoVotesCastAtOnce() {
        assertThat(count(List.of(LEAD), no("lead1"), yes("lead1")).vetoes()).containsExactly(no("lead1"));
        assertThat(count(List.of(LEAD), yes("lead1"), no("lead1")).satisfied()).isEmpty();
    }

    @Test
    void letsAnybodyWhoMayVoteOnAnyRequirementVeto() {
        Consent consent = count(List.of(LEAD, OWNER), yes("lead1"), no("owner1"), no("guest"));

        assertThat(consent.vetoes()).containsExactly(no("owner1"));
    }

    @Test
    void findsEveryVetoAmongMoreVotersThanItAssigns() {
        List<Vote> votes = new ArrayList<>(
                IntStream.range(0, 200).mapToObj(i -> yes("lead" + i)).toList());
        votes.add(no("owner1"));
        Requirement tooMany = Scene.requirement("lead", Consent.MAX_VOTERS + 1, false);
        Requirement justEnough = Scene.requirement("lead", Consent.MAX_VOTERS, false);

        Consent consent = Consent.of(List.of(tooMany, justEnough, OWNER), votes, Scene.PEOPLE, List.of());

        assertThat(consent.vetoes()).hasSize(1);
        assertThat(consent.satisfied()).containsExactly(justEnough);
    }

    @Test
    void answersInBoundedTimeHoweverManyRequirementsAreSeparate() {
        List<Requirement> due = IntStream.range(0, 12)
                .mapToObj(i -> new Requirement(
                        ApproverKind.ROLE, "lead", 5, true, ApprovalReason.CRITICAL_SERVICE, "no. " + i, List.of()))
                .toList();
        List<Vote> votes = IntStream.range(0, 32).mapToObj(i -> yes("lead" + i)).toList();

        assertThat(Consent.of(due, votes, Scene.PEOPLE, List.of()).satisfied().size())
                .isBetween(1, 6);
    }

    @Property(tries = 1000)
    void satisfiesAsManyRequirementsAsAnExhaustiveSearch(
            @ForAll("dues") List<Requirement> due, @ForAll("voters") List<String> voters) {
        Consent consent = Consent.of(due, voters.stream().map(ConsentTest::yes).toList(), Scene.PEOPLE, List.of());

        assertThat(consent.satisfied()).hasSize(Oracle.most(due, voters, new int[voters.size()], 0));
        assertThat(Oracle.possible(consent.satisfied(), voters)).isTrue();
        assertThat(consent.satisfied().size() + consent.open().size()).isEqualTo(due.size());
    }

    /** Tries every way in which each person counts for one separate requirement or for all that are not separate. */
    private static final class Oracle {

        static int most(List<Requirement> due, List<String> voters, int[] choice, int next) {
            if (next == voters.size()) {
                return (int) IntStream.range(0, due.size())
                        .filter(r -> met(due, voters, choice, r))
                        .count();
            }
            int best = 0;
            for (choice[next] = -1; choice[next] < due.size(); choice[next]++) {
                best = Math.max(best, most(due, voters, choice.clone(), next + 1));
            }
            return best;
        }

        static boolean possible(List<Requirement> claimed, List<String> voters) {
            return most(claimed, voters, new int[voters.size()], 0) == claimed.size();
        }

        private static boolean met(List<Requirement> due, List<String> voters, int[] choice, int r) {
            Requirement requirement = due.get(r);
            long count = IntStream.range(0, voters.size())
                    .filter(v -> Scene.PEOPLE.mayVote(voters.get(v), requirement))
                    .filter(v -> choice[v] == (requirement.separate() ? r : -1))
                    .count();
            return count >= requirement.quorum();
        }
    }

    @Provide
    Arbitrary<List<Requirement>> dues() {
        return Combinators.combine(
                        Arbitraries.of("lead", "owner", "responder"),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(true, false))
                .as(Scene::requirement)
                .list()
                .ofMaxSize(4)
                .uniqueElements();
    }

    @Provide
    Arbitrary<List<String>> voters() {
        return Arbitraries.of(
                        "lead1",
                        "lead2",
                        "owner1",
                        "responder1",
                        "lead-owner",
                        "owner-responder",
                        "lead-owner-responder",
                        "guest")
                .list()
                .ofMaxSize(6)
                .uniqueElements();
    }

    private static Consent count(List<Requirement> due, Vote... votes) {
        return Consent.of(due, List.of(votes), Scene.PEOPLE, List.of());
    }

    private static Vote yes(String person) {
        return new Vote("a", person, Verdict.APPROVE, "", "d", 1);
    }

    private static Vote no(String person) {
        return new Vote("a", person, Verdict.DISAPPROVE, "", "d", 1);
    }
}
