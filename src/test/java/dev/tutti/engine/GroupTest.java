package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Input;
import dev.tutti.decision.Verdict;
import dev.tutti.policy.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Actions that go out together or not at all. */
class GroupTest {

    /** Contains the host and the two machines beside it, as one group. */
    private static final Rules TOGETHER = Rules.rules()
            .permittingEverything()
            .holdingDuringFreezes()
            .with(
                    Phase.RESPOND,
                    "RES-831",
                    "Alert( kind == Kind.MALWARE, host != \"\", $id : id, $host : host )",
                    "insert( new Proposal( $id, \"edr.isolate-host\", $host ) );")
            .with(
                    Phase.RESPOND,
                    "RES-832",
                    "Alert( kind == Kind.MALWARE, host != \"\", $id : id )",
                    "insert( new Proposal( $id, \"edr.isolate-host\", \"pay-db-1\" ) );")
            .with(
                    Phase.COORDINATE,
                    "COO-831",
                    "$request : ActionRequested( capability == \"edr.isolate-host\" )",
                    "insertLogical( new GroupApplies( $request, \"the outbreak\", GroupReason.ALL_OR_NONE,"
                            + " \"one alone would warn the attacker\" ) );");

    private static final Rules TOGETHER_ON_A_BUDGET = Rules.rules()
            .permittingEverything()
            .with(
                    Phase.RESPOND,
                    "RES-831",
                    "Alert( kind == Kind.MALWARE, host != \"\", $id : id, $host : host )",
                    "insert( new Proposal( $id, \"edr.isolate-host\", $host ) );")
            .with(
                    Phase.RESPOND,
                    "RES-832",
                    "Alert( kind == Kind.MALWARE, host != \"\", $id : id )",
                    "insert( new Proposal( $id, \"edr.isolate-host\", \"pay-db-1\" ) );")
            .with(
                    Phase.COORDINATE,
                    "COO-831",
                    "$request : ActionRequested( capability == \"edr.isolate-host\" )",
                    "insertLogical( new GroupApplies( $request, \"the outbreak\", GroupReason.ALL_OR_NONE, \"together\" ) );")
            .with(
                    Phase.MODERATE,
                    "MOD-831",
                    "$request : ActionRequested( capability == \"edr.isolate-host\" )",
                    "insertLogical( new BudgetApplies( $request, \"isolations\", 1, 60, \"responder\", 1,"
                            + " BudgetReason.BLAST_RADIUS, \"one an hour\" ) );");

    @Test
    void allGoOutWhenAllMay() {
        try (Stage stage = new Stage(TOGETHER)) {
            stage.malwareOn("pc-1");

            assertThat(stage.states()).containsExactlyInAnyOrder("pc-1 DISPATCHED", "pay-db-1 DISPATCHED");
        }
    }

    @Test
    void noneGoesOutWhileOneMayNot() {
        try (Stage stage = new Stage(TOGETHER)) {
            stage.freeze("payments", Duration.ofHours(2));

            stage.malwareOn("pc-1");
            assertThat(stage.states()).containsExactlyInAnyOrder("pc-1 HELD", "pay-db-1 HELD");
            assertThat(stage.actionOn("pc-1").grounds())
                    .singleElement()
                    .satisfies(ground -> assertThat(ground.reason()).isEqualTo("GROUP_INCOMPLETE"))
                    .satisfies(ground -> assertThat(ground.policies()).containsExactly("COO-831"));
            stage.waits(Duration.ofHours(2)).ticks();

            assertThat(stage.states()).containsExactlyInAnyOrder("pc-1 DISPATCHED", "pay-db-1 DISPATCHED");
        }
    }

    @Test
    void noneGoesOutWhenOneNeverWill() {
        try (Stage stage = new Stage(TOGETHER)) {
            stage.freeze("payments", Duration.ofHours(2));
            stage.malwareOn("pc-1");

            stage.says(new Input.WithdrawalAsked(stage.actionOn("pay-db-1").id(), "rita", "not this one"));

            assertThat(stage.states()).containsExactlyInAnyOrder("pc-1 DENIED", "pay-db-1 WITHDRAWN");
            assertThat(stage.actionOn("pc-1").grounds())
                    .singleElement()
                    .satisfies(ground -> assertThat(ground.reason()).isEqualTo("GROUP_BROKEN"));
        }
    }

    @Test
    void aBudgetForOneIsNoBudgetForTwo() {
        try (Stage stage = new Stage(TOGETHER_ON_A_BUDGET)) {
            stage.malwareOn("pc-1");
            assertThat(stage.states()).hasSize(2).noneMatch(state -> state.endsWith("DISPATCHED"));
            String asked = stage.states().stream()
                    .filter(state -> state.endsWith("AWAITING_APPROVAL"))
                    .findFirst()
                    .orElseThrow();

            stage.votes("rita", Verdict.APPROVE, asked.substring(0, asked.indexOf(' ')));

            assertThat(stage.states()).containsExactlyInAnyOrder("pc-1 DISPATCHED", "pay-db-1 DISPATCHED");
        }
    }
}
