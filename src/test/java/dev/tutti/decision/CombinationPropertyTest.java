package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.ActionPermitted;
import dev.tutti.fact.ApprovalRequired;
import dev.tutti.fact.TargetType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class CombinationPropertyTest {

    private static final List<String> PERSONS =
            List.of("responder1", "lead1", "lead2", "owner1", "responder-lead", "lead-owner", "proposer-lead");

    /** What is judged does not depend on who asks; one scene makes them all. */
    private static final Scene MAKER = new Scene(Scene.action("action-1", "198.51.100.7", "proposer-lead"));

    @Property(tries = 500)
    void addingADenialOrAHoldNeverMakesARulingLaxer(
            @ForAll("judgements") List<Judged> judgements,
            @ForAll("votes") List<Vote> votes,
            @ForAll("restraints") Judged restraint) {
        assertThat(rule(with(judgements, restraint), votes).laxerThan(rule(judgements, votes)))
                .isFalse();
    }

    @Property(tries = 1000)
    void addingAnApprovalNeverMakesARulingLaxerUnlessItReplacesTheResponderAskedForLackOfAPolicy(
            @ForAll("judgements") List<Judged> judgements,
            @ForAll("votes") List<Vote> votes,
            @ForAll("approvals") Judged approval) {
        Ruling before = rule(judgements, votes);
        Ruling after = rule(with(judgements, approval), votes);

        if (before.requirements().contains(Requirement.NO_POLICY)) {
            assertThat(after.requirements()).extracting(Requirement::text).contains("critical");
        } else {
            assertThat(after.laxerThan(before)).isFalse();
        }
    }

    @Property(tries = 500)
    void nothingGoesOutWithoutAPermitOrAnApproval(
            @ForAll("judgements") List<Judged> judgements, @ForAll("votes") List<Vote> votes) {
        Ruling ruling = rule(judgements, votes);

        if (ruling instanceof Ruling.Permitted) {
            boolean permit = judgements.stream().anyMatch(j -> j.judgement() instanceof ActionPermitted);
            assertThat(permit || !ruling.requirements().isEmpty()).isTrue();
            assertThat(ruling.requirements().isEmpty() || !votes.isEmpty()).isTrue();
        }
    }

    @Property(tries = 500)
    void theOrderOfJudgementsAndVotesNeverChangesTheRuling(
            @ForAll("judgements") List<Judged> judgements, @ForAll("votes") List<Vote> votes, @ForAll long seed) {
        List<Judged> judgementsMixed = new ArrayList<>(judgements);
        List<Vote> votesMixed = new ArrayList<>(votes);
        Collections.shuffle(judgementsMixed, new Random(seed));
        Collections.shuffle(votesMixed, new Random(seed + 1));

        assertThat(rule(judgementsMixed, votesMixed)).isEqualTo(rule(judgements, votes));
    }

    @Property(tries = 200)
    void aBudgetOfNPermitsExactlyNOfTheActionsThatComeAtOnce(
            @ForAll @IntRange(min = 0, max = 12) int limit, @ForAll @IntRange(min = 0, max = 20) int size) {
        BudgetLedger shared = new BudgetLedger();
        Surroundings all = new Surroundings(
                Scene.PEOPLE,
                new NoTouchList(List.of()),
                List.of(),
                shared,
                Map.of(),
                Scene.NOW,
                Scene.HOUR,
                Scene.DIGEST);
        int permitted = 0;
        for (int i = 0; i < size; i++) {
            Scene scene = new Scene(Scene.action("action-" + i));
            Ruling ruling = scene.combination.combine(
                    scene.request,
                    TargetType.IP,
                    List.of(scene.permit(), scene.budget("blocks", limit)),
                    List.of(),
                    all);
            permitted += ruling instanceof Ruling.Permitted ? 1 : 0;
        }

        assertThat(permitted).isEqualTo(Math.min(limit, size));
        assertThat(shared.drain()).hasSize(permitted);
    }

    @Property(tries = 500)
    void aProtectedTargetIsDeniedWhateverStands(
            @ForAll("judgements") List<Judged> judgements,
            @ForAll("votes") List<Vote> votes,
            @ForAll("protectedTargets") String target) {
        Scene scene = new Scene(Scene.action("action-1", target, ""));

        Ruling ruling = scene.combine(judgements, votes);

        assertThat(ruling).isInstanceOf(Ruling.Denied.class);
        assertThat(ruling.grounds()).extracting(Ground::reason).containsExactly("NO_TOUCH");
        assertThat(scene.budgets.drain()).isEmpty();
    }

    @Property(tries = 500)
    void theProposersVoteNeverMatters(
            @ForAll("judgements") List<Judged> judgements, @ForAll("votes") List<Vote> votes, @ForAll Verdict verdict) {
        List<Vote> without = votes.stream()
                .filter(vote -> !vote.person().equals("proposer-lead"))
                .toList();

        assertThat(rule(judgements, with(without, MAKER.vote("proposer-lead", verdict))))
                .isEqualTo(rule(judgements, without));
    }

    /** Every ruling begins with the same half-used budget. */
    private static Ruling rule(List<Judged> judgements, List<Vote> votes) {
        Scene scene = new Scene(MAKER.request);
        scene.budgets.load(List.of(new BudgetLedger.Debit("blocks", "earlier", Scene.NOW - 1)));
        return scene.combine(judgements, votes);
    }

    private static <T> List<T> with(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
    }

    @Provide
    Arbitrary<Judged> restraints() {
        return Arbitraries.of(MAKER.deny(), MAKER.hold());
    }

    @Provide
    Arbitrary<Judged> approvals() {
        return Combinators.combine(
                        Arbitraries.of("lead", "owner", "responder"),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(true, false))
                .as(MAKER::approval);
    }

    @Provide
    Arbitrary<List<Judged>> judgements() {
        Arbitrary<Judged> budgets = Combinators.combine(
                        Arbitraries.of("blocks", "downtime"),
                        Arbitraries.integers().between(0, 2))
                .as(MAKER::budget);
        Arbitrary<Judged> seldom = Arbitraries.of(MAKER.deny(), MAKER.hold());
        Arbitrary<Judged> plain = Arbitraries.of(MAKER.permit(), MAKER.notice());
        return Arbitraries.frequencyOf(
                        Tuple.of(1, seldom), Tuple.of(4, plain), Tuple.of(4, budgets), Tuple.of(6, approvals()))
                .list()
                .ofMaxSize(4)
                .map(list -> list.stream()
                        .filter(j -> !(j.judgement() instanceof ApprovalRequired a && a.quorum() > 2))
                        .toList());
    }

    @Provide
    Arbitrary<List<Vote>> votes() {
        return Combinators.combine(
                        Arbitraries.of(PERSONS),
                        Arbitraries.frequency(Tuple.of(9, Verdict.APPROVE), Tuple.of(1, Verdict.DISAPPROVE)),
                        Arbitraries.integers().between(0, 3))
                .as((person, verdict, at) ->
                        new Vote("action-1", person, verdict, "", Scene.DIGEST, Scene.NOW - 1_000 + at))
                .list()
                .ofMaxSize(7);
    }

    @Provide
    Arbitrary<String> protectedTargets() {
        return Arbitraries.of(
                "10.0.0.53", "::ffff:10.0.0.53", "10.0.0.53/32", "10.0.0.0/8", "10.0.0.1/24", "0.0.0.0/0", "::/0");
    }
}
