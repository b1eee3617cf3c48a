package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.decision.BudgetLedger.Debit;
import dev.tutti.fact.NoTouch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CombinationTest {

    private final Scene scene = new Scene();

    @Test
    void permitsWhatAPolicyPermits() {
        Ruling ruling = scene.combine(scene.permit());

        assertThat(ruling)
                .isEqualTo(new Ruling.Permitted(
                        List.of(new Ground("LOW_IMPACT", "small effect", List.of("MOD-001"))), List.of()));
    }

    @Test
    void asksOneResponderWhenNoPolicySaysAnything() {
        Ruling ruling = scene.combine();

        assertThat(ruling).isInstanceOf(Ruling.Asked.class);
        assertThat(ruling.open()).containsExactly(Requirement.NO_POLICY);
        assertThat(ruling.grounds()).extracting(Ground::reason).containsExactly("NO_POLICY");
    }

    @Test
    void permitsByOneRespondersApprovalWhenNoPolicySaysAnything() {
        assertThat(scene.combine(List.of(), List.of(scene.yes("responder1")))).isInstanceOf(Ruling.Permitted.class);
    }

    @Test
    void asksWhenOnlyANoticeAndABudgetWithRoomStand() {
        Ruling ruling = scene.combine(scene.notice(), scene.budget("blocks", 5));

        assertThat(ruling.open()).containsExactly(Requirement.NO_POLICY);
        assertThat(scene.budgets.drain()).isEmpty();
    }

    @Test
    void deniesBeforeItHoldsAndHoldsBeforeItAsks() {
        assertThat(scene.combine(scene.permit(), scene.approval("lead", 1, false), scene.hold(), scene.deny()))
                .isInstanceOf(Ruling.Denied.class);
        assertThat(scene.combine(scene.permit(), scene.approval("lead", 1, false), scene.hold()))
                .isInstanceOf(Ruling.Held.class);
        assertThat(scene.combine(scene.permit(), scene.approval("lead", 1, false)))
                .isInstanceOf(Ruling.Asked.class);
    }

    @Test
    void ordersRulingsFromDeniedToPermitted() {
        Ruling denied = scene.combine(scene.deny());
        Ruling held = scene.combine(scene.hold());
        Ruling asked = scene.combine();
        Ruling permitted = scene.combine(scene.permit());

        assertThat(permitted.laxerThan(asked)).isTrue();
        assertThat(asked.laxerThan(held)).isTrue();
        assertThat(held.laxerThan(denied)).isTrue();
        assertThat(denied.laxerThan(denied)).isFalse();
        assertThat(denied.laxerThan(permitted)).isFalse();
    }

    @Test
    void saysWhileItHoldsWhoWillHaveToAgree() {
        Ruling ruling = scene.combine(scene.hold(), scene.approval("lead", 1, false));

        assertThat(ruling.open()).extracting(Requirement::approver).containsExactly("lead");
        assertThat(ruling.grounds()).extracting(Ground::policies).containsExactly(List.of("TIM-003"));
    }

    @Test
    void permitsWithoutAPermitWhenEveryApprovalIsMet() {
        Ruling ruling = scene.combine(
                List.of(scene.approval("lead", 1, false), scene.approval("owner", 1, false)),
                List.of(scene.yes("lead1"), scene.yes("owner1")));

        assertThat(ruling).isInstanceOf(Ruling.Permitted.class);
        assertThat(ruling.requirements()).extracting(Requirement::approver).containsExactly("lead", "owner");
    }

    @Test
    void asksWhomeverIsStillMissing() {
        Ruling ruling = scene.combine(
                List.of(scene.permit(), scene.approval("lead", 1, false), scene.approval("owner", 1, false)),
                List.of(scene.yes("lead1")));

        assertThat(ruling).isInstanceOf(Ruling.Asked.class);
        assertThat(ruling.open()).extracting(Requirement::approver).containsExactly("owner");
        assertThat(ruling.requirements()).hasSize(2);
    }

    @Test
    void asksOnceForWhatTwoPoliciesDemandAlike() {
        Judged one = new Judged(scene.approval("lead", 1, true).judgement(), List.of("MOD-009"));
        Judged other = new Judged(scene.approval("lead", 1, true).judgement(), List.of("MOD-002"));

        Ruling ruling = scene.combine(one, other);

        assertThat(ruling.open()).hasSize(1);
        assertThat(ruling.open().get(0).policies()).containsExactly("MOD-002", "MOD-009");
    }

    @Test
    void deniesWhenSomebodyWhoWasAskedSaysNo() {
        Ruling ruling = scene.combine(
                List.of(scene.approval("lead", 1, false)), List.of(scene.yes("lead1"), scene.no("lead2")));

        assertThat(ruling).isInstanceOf(Ruling.Denied.class);
        assertThat(ruling.grounds())
                .containsExactly(new Ground("DISAPPROVED", "lead2 disapproved", List.of("MOD-002")));
    }

    @Test
    void ignoresTheRefusalOfSomebodyWhoWasNotAsked() {
        Ruling ruling = scene.combine(List.of(scene.approval("lead", 1, false)), List.of(scene.no("guest")));

        assertThat(ruling).isInstanceOf(Ruling.Asked.class);
    }

    @Test
    void countsNoVoteOnSomethingElse() {
        Vote otherDigest = new Vote("action-1", "lead1", Verdict.APPROVE, "", "another digest", Scene.NOW);
        Vote otherAction = new Vote("action-2", "lead1", Verdict.APPROVE, "", Scene.DIGEST, Scene.NOW);

        Ruling ruling = scene.combine(List.of(scene.approval("lead", 1, false)), List.of(otherDigest, otherAction));

        assertThat(ruling).isInstanceOf(Ruling.Asked.class);
    }

    @Test
    void countsAVoteUntilItsValidityIsOver() {
        List<Judged> judged = List.of(scene.approval("lead", 1, false));
        Vote vote = new Vote("action-1", "lead1", Verdict.APPROVE, "", Scene.DIGEST, Scene.NOW);

        scene.now = Scene.NOW + Scene.HOUR - 1;
        assertThat(scene.combine(judged, List.of(vote))).isInstanceOf(Ruling.Permitted.class);
        scene.now = Scene.NOW + Scene.HOUR;
        assertThat(scene.combine(judged, List.of(vote))).isInstanceOf(Ruling.Asked.class);
    }

    @Test
    void holdsWhileAPolicyThatJudgesTheCapabilityIsQuarantined() {
        scene.quarantined = Map.of("firewall.block-ip", List.of("TIM-003"));

        Ruling ruling = scene.combine(scene.permit());

        assertThat(ruling).isInstanceOf(Ruling.Held.class);
        assertThat(ruling.grounds()).extracting(Ground::reason).containsExactly("POLICY_QUARANTINED");
        assertThat(ruling.grounds().get(0).policies()).containsExactly("TIM-003");
    }

    @Test
    void permitsWhileAPolicyThatJudgesAnotherCapabilityIsQuarantined() {
        scene.quarantined = Map.of("edr.isolate-host", List.of("TIM-003"));

        assertThat(scene.combine(scene.permit())).isInstanceOf(Ruling.Permitted.class);
    }

    @Test
    void deniesAProtectedTargetWhateverIsPermittedAndApproved() {
        scene.noTouch = new NoTouchList(List.of(new NoTouch("198.51.100.0/24", "the partner's network")));

        Ruling ruling = scene.combine(List.of(scene.permit()), List.of(scene.yes("responder-lead")));

        assertThat(ruling)
                .isEqualTo(new Ruling.Denied(
                        List.of(new Ground(
                                "NO_TOUCH",
                                "the no-touch entry 198.51.100.0/24 covers 198.51.100.7: the partner's network",
                                List.of("CORE-001"))),
                        List.of()));
    }

    @Test
    void deniesATargetThatIsProtectedUnderAnotherName() {
        scene.aliases = List.of("10.0.0.53");

        assertThat(scene.combine(scene.permit())).isInstanceOf(Ruling.Denied.class);
    }

    @Test
    void deniesATargetThatCannotBeOne() {
        Scene everything = new Scene(Scene.action("action-1", "0.0.0.0/0", ""));
        everything.noTouch = new NoTouchList(List.of());

        Ruling ruling = everything.combine(everything.permit());

        assertThat(ruling).isInstanceOf(Ruling.Denied.class);
        assertThat(ruling.grounds()).extracting(Ground::reason).containsExactly("UNUSABLE_TARGET");
        assertThat(ruling.grounds().get(0).policies()).containsExactly("CORE-001");
    }

    @Test
    void refusesAJudgementAboutAnotherAction() {
        Judged foreign = new Scene(Scene.action("action-2")).deny();

        assertThatThrownBy(() -> scene.combine(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ActionDenied:action-2:DISPROPORTIONATE is not about action action-1");
    }

    @Test
    void debitsEveryBudgetOfAPermittedAction() {
        scene.combine(scene.permit(), scene.budget("blocks", 1), scene.budget("downtime", 1));

        assertThat(scene.budgets.drain())
                .containsExactly(
                        new Debit("blocks", "action-1", Scene.NOW, 0), new Debit("downtime", "action-1", Scene.NOW, 0));
    }

    @Test
    void remembersHowManyMoreCouldHaveBeenDrawnBeforeADebit() {
        scene.budgets.load(List.of(new Debit("blocks", "earlier", Scene.NOW - 1)));

        scene.combine(scene.permit(), scene.budget("blocks", 5));

        assertThat(scene.budgets.drain()).containsExactly(new Debit("blocks", "action-1", Scene.NOW, 3));
    }

    @Test
    void debitsNoBudgetWhenOneOfThemHasNoRoom() {
        scene.budgets.load(List.of(new Debit("downtime", "earlier", Scene.NOW - 1)));

        Ruling ruling = scene.combine(scene.permit(), scene.budget("blocks", 1), scene.budget("downtime", 1));

        assertThat(ruling).isInstanceOf(Ruling.Asked.class);
        assertThat(ruling.open()).extracting(Requirement::reason).hasToString("[BUDGET_EXCEEDED]");
        assertThat(ruling.open().get(0).text()).contains("budget downtime allows 1 within 60 min: blast radius");
        assertThat(scene.budgets.drain()).isEmpty();
    }

    @Test
    void recordsTheOverdraftThatPeopleApproved() {
        scene.budgets.load(List.of(new Debit("blocks", "earlier", Scene.NOW - 1)));

        Ruling ruling = scene.combine(List.of(scene.permit(), scene.budget("blocks", 1)), List.of(scene.yes("lead1")));

        assertThat(ruling).isInstanceOf(Ruling.Permitted.class);
        assertThat(scene.budgets.drain()).containsExactly(new Debit("blocks", "action-1", Scene.NOW));
    }

    @Test
    void debitsAnActionOnceAndPermitsItAgain() {
        scene.combine(scene.permit(), scene.budget("blocks", 1));

        Ruling again = scene.combine(scene.permit(), scene.budget("blocks", 1));

        assertThat(again).isInstanceOf(Ruling.Permitted.class);
        assertThat(scene.budgets.drain()).hasSize(1);
    }

    @Test
    void asksAgainForAnOverdraftWhoseApprovalIsOver() {
        scene.budgets.load(List.of(new Debit("blocks", "earlier", Scene.NOW - 1)));
        List<Judged> judged = List.of(scene.permit(), scene.budget("blocks", 1));
        scene.combine(judged, List.of(scene.yes("lead1")));

        assertThat(scene.combine(judged, List.of())).isInstanceOf(Ruling.Asked.class);
    }

    @Test
    void debitsNothingWhileItHoldsOrDenies() {
        scene.combine(scene.permit(), scene.budget("blocks", 1), scene.hold());
        scene.combine(scene.permit(), scene.budget("blocks", 1), scene.deny());

        assertThat(scene.budgets.drain()).isEmpty();
    }
}
