package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Answer;
import dev.tutti.decision.Headline;
import dev.tutti.decision.Input;
import dev.tutti.decision.Refusal;
import dev.tutti.decision.Verdict;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.Person;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people may do to an action that waits, and what they may not. */
class PartitionApprovalTest {

    private static final Rules ASKING = Rules.rules().isolatingMalware().askingResponders(1);
    private static final Rules ASKING_TWO = Rules.rules().isolatingMalware().askingResponders(2);

    @Test
    void anApprovalByWhoIsAskedDispatches() {
        try (Stage stage = new Stage(ASKING)) {
            stage.malwareOn("pc-1");

            Answer answer = stage.votes("rita", Verdict.APPROVE, "pc-1");

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Answer.Granted.class,
                            granted ->
                                    assertThat(granted.action().state().name()).hasToString("DISPATCHED"));
            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @Test
    void aHostIsOneHostHoweverItIsSpelled() {
        try (Stage stage = new Stage(ASKING)) {
            stage.malwareOn("pc-1");

            stage.proposes("rita", "edr.isolate-host", "PC-1");
            stage.proposes("rita", "edr.isolate-host", "pc-1.");
            stage.proposes("rita", "edr.isolate-host", "10.0.2.1");
            stage.proposes("rita", "edr.isolate-host", "::ffff:10.0.2.1");

            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");
        }
    }

    @Test
    void nobodyApprovesWhatTheyProposed() {
        try (Stage stage = new Stage(ASKING)) {
            stage.proposes("rita", "edr.isolate-host", "pc-1");

            assertThat(stage.votes("rita", Verdict.APPROVE, "pc-1")).isEqualTo(refused(Refusal.SELF_APPROVAL));
            assertThat(stage.votes("RITA", Verdict.APPROVE, "pc-1")).isEqualTo(refused(Refusal.SELF_APPROVAL));
            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");
            stage.votes("ravi", Verdict.APPROVE, "pc-1");
            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @Test
    void aVoteCountsNoLongerWhenItsCasterProposesTheSame() {
        try (Stage stage = new Stage(ASKING_TWO)) {
            stage.malwareOn("pc-1");
            stage.votes("rita", Verdict.APPROVE, "pc-1");
            stage.proposes("rita", "edr.isolate-host", "pc-1");

            stage.votes("ravi", Verdict.APPROVE, "pc-1");

            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");
        }
    }

    @Test
    void aVoteIsBoundToWhatItsCasterSaw() {
        try (Stage stage = new Stage(ASKING)) {
            stage.malwareOn("pc-1");

            assertThat(stage.votes("rita", Verdict.APPROVE, "pc-1", "another digest"))
                    .isEqualTo(refused(Refusal.DIGEST_MISMATCH));
            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");
        }
    }

    @Test
    void onlyWhoIsAskedHasAVote() {
        try (Stage stage = new Stage(ASKING)) {
            stage.malwareOn("pc-1");

            assertThat(stage.votes("olivia", Verdict.APPROVE, "pc-1")).isEqualTo(refused(Refusal.NOT_ASKED));
            assertThat(stage.votes("nobody", Verdict.DISAPPROVE, "pc-1")).isEqualTo(refused(Refusal.NOT_ASKED));
            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");
        }
    }

    @Test
    void aVetoDenies() {
        try (Stage stage = new Stage(ASKING_TWO)) {
            stage.malwareOn("pc-1");
            stage.votes("rita", Verdict.APPROVE, "pc-1");

            stage.votes("ravi", Verdict.DISAPPROVE, "pc-1");

            assertThat(stage.states()).containsExactly("pc-1 DENIED");
            assertThat(stage.votes("rita", Verdict.APPROVE, "pc-1")).isEqualTo(refused(Refusal.UNKNOWN_ACTION));
        }
    }

    @Test
    void aQuorumOfTwoTakesTwoPeopleNotTwoVotes() {
        try (Stage stage = new Stage(ASKING_TWO)) {
            stage.malwareOn("pc-1");
            stage.votes("rita", Verdict.APPROVE, "pc-1");
            stage.votes("rita", Verdict.APPROVE, "pc-1");
            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");

            stage.votes("ravi", Verdict.APPROVE, "pc-1");

            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
            assertThat(stage.votes("ravi", Verdict.APPROVE, "pc-1")).isEqualTo(refused(Refusal.NOT_WAITING));
        }
    }

    @Test
    void aVoteOfSomebodyWhoLostTheRoleCountsNoLonger() {
        try (Stage stage = new Stage(ASKING_TWO)) {
            stage.malwareOn("pc-1");
            stage.votes("rita", Verdict.APPROVE, "pc-1");
            stage.state(new Person("rita", List.of()));

            stage.votes("ravi", Verdict.APPROVE, "pc-1");

            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");
            stage.state(new Person("rita", List.of("responder")));
            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @Test
    void anApprovalGivenDuringAFreezeCountsWhenTheFreezeEnds() {
        try (Stage stage =
                new Stage(Rules.rules().isolatingMalware().askingResponders(1).holdingDuringFreezes())) {
            stage.freeze("intranet", Duration.ofHours(1)).malwareOn("pc-1");
            stage.votes("rita", Verdict.APPROVE, "pc-1");
            assertThat(stage.states()).containsExactly("pc-1 HELD");

            stage.waits(Duration.ofHours(1)).ticks();

            assertThat(stage.states()).containsExactly("pc-1 DISPATCHED");
        }
    }

    @Test
    void aVoteGrowsOld() {
        try (Stage stage =
                new Stage(Rules.rules().isolatingMalware().askingResponders(1).holdingDuringFreezes())) {
            stage.freeze("intranet", Duration.ofHours(9)).malwareOn("pc-1");
            stage.votes("rita", Verdict.APPROVE, "pc-1");

            stage.waits(Duration.ofHours(9)).ticks();

            assertThat(stage.states()).containsExactly("pc-1 AWAITING_APPROVAL");
        }
    }

    @Test
    void whatIsWithdrawnNeverGoesOut() {
        try (Stage stage = new Stage(ASKING)) {
            stage.malwareOn("pc-1");
            Input withdrawal = new Input.WithdrawalAsked(stage.actionOn("pc-1").id(), "rita", "a false alarm");

            stage.says(withdrawal);

            assertThat(stage.states()).containsExactly("pc-1 WITHDRAWN");
            assertThat(stage.votes("rita", Verdict.APPROVE, "pc-1")).isEqualTo(refused(Refusal.UNKNOWN_ACTION));
            assertThat(stage.says(withdrawal).answer()).isEqualTo(refused(Refusal.UNKNOWN_ACTION));
            assertThat(stage.malwareOn("pc-1").headline()).isEqualTo(Headline.ASKED);
        }
    }

    @Test
    void aProtectionStatedWhileTheActionWaitsDeniesIt() {
        try (Stage stage = new Stage(ASKING)) {
            stage.malwareOn("pc-1");

            stage.state(new NoTouch("pc-1", "the director works on it"));

            assertThat(stage.states()).containsExactly("pc-1 DENIED");
            assertThat(stage.actionOn("pc-1").grounds().get(0).policies()).containsExactly("CORE-001");
        }
    }

    @Test
    void aProtectedAddressProtectsItsHost() {
        try (Stage stage = new Stage(ASKING)) {
            stage.state(new NoTouch("10.0.2.0/30", "the directors' network"));

            assertThat(stage.malwareOn("pc-1").headline()).isEqualTo(Headline.DENIED);
            assertThat(stage.malwareOn("pc-4").headline()).isEqualTo(Headline.ASKED);
        }
    }

    @Test
    void whatAQuarantinedPolicyJudgesIsHeldWhoeverPermitsIt() {
        try (Stage stage = new Stage(
                Rules.rules().isolatingMalware().permittingEverything().quarantining("MOD-903", "edr.isolate-host"))) {
            stage.malwareOn("pc-1");
            stage.proposes("rita", "firewall.block-ip", "198.51.100.7");

            assertThat(stage.states()).containsExactly("pc-1 HELD", "198.51.100.7 DISPATCHED");
            assertThat(stage.actionOn("pc-1").grounds().get(0).reason()).isEqualTo("POLICY_QUARANTINED");
        }
    }

    @Test
    void aCapabilityThatNobodyDeclaredIsRefused() {
        try (Stage stage = new Stage(ASKING)) {
            assertThat(stage.proposes("rita", "edr.wipe-host", "pc-1").answer())
                    .isEqualTo(refused(Refusal.UNKNOWN_CAPABILITY));
        }
    }

    @Test
    void aProposalOfWhatIsOpenJoinsIt() {
        try (Stage stage = new Stage(ASKING)) {
            stage.malwareOn("pc-1");

            Answer answer = stage.proposes("rita", "edr.isolate-host", "pc-1").answer();

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Answer.Granted.class,
                            granted -> assertThat(granted.joined()).isTrue());
            assertThat(stage.states()).hasSize(1);
        }
    }

    private static Answer refused(Refusal refusal) {
        return new Answer.Refused(refusal);
    }
}
