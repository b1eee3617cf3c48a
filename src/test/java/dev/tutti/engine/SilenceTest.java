package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Answer;
import dev.tutti.decision.Refusal;
import dev.tutti.decision.Requirement;
import dev.tutti.decision.Verdict;
import dev.tutti.fact.Delegation;
import dev.tutti.fact.Person;
import dev.tutti.fact.Team;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who else may answer, and what becomes of a question that nobody answers. */
class SilenceTest {

    private static final Rules ASKING_WITHIN_THE_HOUR = Rules.rules()
            .isolatingMalware()
            .with(
                    Phase.MODERATE,
                    "MOD-811",
                    "$request : ActionRequested( capability == \"edr.isolate-host\" )",
                    "insertLogical( new ApprovalRequired( $request, ApproverKind.ROLE, \"responder\", 1, false, 60,"
                            + " ApprovalReason.HARD_TO_UNDO, \"within the hour\" ) );");

    private static final Rules DENYING_ON_SILENCE = Rules.rules()
            .isolatingMalware()
            .askingWithin(60)
            .with(
                    Phase.MODERATE,
                    "MOD-812",
                    "ApprovalOverdue( approver == \"responder\", $request : request )",
                    "insertLogical( new ActionDenied( $request, DenyReason.NOBODY_ANSWERED, \"silence is a no\" ) );");

    private static final Rules ESCALATING_ON_SILENCE = Rules.rules()
            .isolatingMalware()
            .askingWithin(60)
            .with(
                    Phase.MODERATE,
                    "MOD-813",
                    "ApprovalOverdue( approver == \"responder\", $request : request )",
                    "insertLogical( new EscalationApplies( $request, \"responder\", ApproverKind.PERSON, \"olivia\","
                            + " EscalationReason.NOBODY_ANSWERED, \"olivia may answer, too\" ) );");

    private static final Rules ASKING_A_TEAM = Rules.rules()
            .isolatingMalware()
            .with(
                    Phase.MODERATE,
                    "MOD-814",
                    "$request : ActionRequested( capability == \"edr.isolate-host\" )",
                    "insertLogical( new ApprovalRequired( $request, ApproverKind.TEAM, \"operations\", 2, false,"
                            + " ApprovalReason.HARD_TO_UNDO, \"operations are asked\" ) );");

    @Test
    void aQuestionWaitsUntilItsTimeIsOverAndThenPoliciesHear() {
        try (Stage stage = new Stage(DENYING_ON_SILENCE)) {
            stage.malwareOn("pc-1");

            stage.waits(Duration.ofMinutes(60).minusMillis(1)).ticks();
            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");
            stage.waits(Duration.ofMillis(1)).ticks();

            assertThat(stage.states()).containsExactly("pc-1 DENIED");
        }
    }

    @Test
    void withoutAPolicyForSilenceTheQuestionStaysOpen() {
        try (Stage stage = new Stage(ASKING_WITHIN_THE_HOUR)) {
            stage.malwareOn("pc-1");

            stage.waits(Duration.ofHours(3)).ticks();
            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");
            stage.votes("rita", Verdict.APPROVE, "pc-1");

            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @Test
    void afterTheTimeSomebodyElseMayAnswerInstead() {
        try (Stage stage = new Stage(ESCALATING_ON_SILENCE)) {
            stage.malwareOn("pc-1");
            assertThat(stage.votes("olivia", Verdict.APPROVE, "pc-1")).isEqualTo(refused(Refusal.NOT_ASKED));

            stage.waits(Duration.ofMinutes(60)).ticks();
            stage.votes("olivia", Verdict.APPROVE, "pc-1");

            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @Test
    void whoIsAskedFirstMayStillAnswerAfterTheEscalation() {
        try (Stage stage = new Stage(ESCALATING_ON_SILENCE)) {
            stage.malwareOn("pc-1");
            stage.waits(Duration.ofMinutes(60)).ticks();

            stage.votes("ravi", Verdict.DISAPPROVE, "pc-1");

            assertThat(stage.states()).containsExactly("pc-1 DENIED");
        }
    }

    @Test
    void timeSpentInAFreezeIsNoSilence() {
        try (Stage stage = new Stage(Rules.rules()
                .isolatingMalware()
                .askingWithin(60)
                .holdingDuringFreezes()
                .with(
                        Phase.MODERATE,
                        "MOD-812",
                        "ApprovalOverdue( approver == \"responder\", $request : request )",
                        "insertLogical( new ActionDenied( $request, DenyReason.NOBODY_ANSWERED, \"silence\" ) );"))) {
            stage.freeze("intranet", Duration.ofHours(2));
            stage.malwareOn("pc-1");

            stage.waits(Duration.ofHours(2)).ticks();
            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");
            stage.waits(Duration.ofHours(1)).ticks();

            assertThat(stage.states()).containsExactly("pc-1 DENIED");
        }
    }

    @Test
    void theMembersOfATeamAnswerForIt() {
        try (Stage stage = new Stage(ASKING_A_TEAM)) {
            stage.state(new Team("operations", List.of("rita", "Olivia")));
            stage.malwareOn("pc-1");

            assertThat(stage.votes("ravi", Verdict.APPROVE, "pc-1")).isEqualTo(refused(Refusal.NOT_ASKED));
            stage.votes("rita", Verdict.APPROVE, "pc-1");
            stage.votes("olivia", Verdict.APPROVE, "pc-1");

            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @Test
    void aVoteOfSomebodyWhoLeftTheTeamCountsNoLonger() {
        try (Stage stage = new Stage(ASKING_A_TEAM)) {
            stage.state(new Team("operations", List.of("rita", "olivia")));
            stage.malwareOn("pc-1");
            stage.votes("rita", Verdict.APPROVE, "pc-1");

            stage.state(new Team("operations", List.of("olivia", "ravi")));
            stage.votes("olivia", Verdict.APPROVE, "pc-1");

            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");
        }
    }

    @Test
    void aDelegateAnswersForTheDelegatorWhileTheDelegationLasts() {
        try (Stage stage = new Stage(Rules.rules().isolatingMalware().askingResponders(1))) {
            stage.state(delegation("rita", "olivia", Duration.ofHours(1)));
            stage.malwareOn("pc-1");
            stage.malwareOn("pc-2");

            stage.votes("olivia", Verdict.APPROVE, "pc-1");
            stage.waits(Duration.ofHours(1));

            assertThat(stage.votes("olivia", Verdict.APPROVE, "pc-2")).isEqualTo(refused(Refusal.NOT_ASKED));
            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED", "pc-2 AWAITING_APPROVAL");
        }
    }

    @Test
    void aDelegatorAndTheDelegateAreOnePersonToAQuorum() {
        try (Stage stage = new Stage(Rules.rules().isolatingMalware().askingResponders(2))) {
            stage.state(delegation("rita", "olivia", Duration.ofHours(1)));
            stage.malwareOn("pc-1");

            stage.votes("olivia", Verdict.APPROVE, "pc-1");
            stage.votes("rita", Verdict.APPROVE, "pc-1");
            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");
            stage.votes("ravi", Verdict.APPROVE, "pc-1");

            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @Test
    void twoDelegatesOfOnePersonAreOnePersonToAQuorum() {
        try (Stage stage = new Stage(Rules.rules().isolatingMalware().askingResponders(2))) {
            stage.state(new Person("igor", List.of("owner")));
            stage.state(delegation("rita", "olivia", Duration.ofHours(1)));
            stage.state(delegation("rita", "igor", Duration.ofHours(1)));
            stage.malwareOn("pc-1");

            stage.votes("olivia", Verdict.APPROVE, "pc-1");
            stage.votes("igor", Verdict.APPROVE, "pc-1");

            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");
        }
    }

    @Test
    void nobodyApprovesTheirOwnProposalThroughADelegate() {
        try (Stage stage = new Stage(Rules.rules().askingResponders(1))) {
            stage.state(delegation("rita", "olivia", Duration.ofHours(1)));
            stage.proposes("rita", "edr.isolate-host", "pc-1");

            assertThat(stage.votes("olivia", Verdict.APPROVE, "pc-1")).isEqualTo(refused(Refusal.NOT_ASKED));
            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");
        }
    }

    @Test
    void theActionSaysWhoMayAnswerInstead() {
        try (Stage stage = new Stage(ESCALATING_ON_SILENCE)) {
            stage.malwareOn("pc-1");
            stage.waits(Duration.ofMinutes(60)).ticks();

            assertThat(stage.actionOn("pc-1").open())
                    .flatMap(Requirement::deputies)
                    .singleElement()
                    .satisfies(deputy -> assertThat(deputy.name()).isEqualTo("olivia"));
        }
    }

    private static Delegation delegation(String delegator, String delegate, Duration length) {
        Instant from = Stage.START;
        return new Delegation(
                delegator + " to " + delegate,
                delegator,
                delegate,
                from.toEpochMilli(),
                from.plus(length).toEpochMilli());
    }

    private static Answer refused(Refusal refusal) {
        return new Answer.Refused(refusal);
    }
}
