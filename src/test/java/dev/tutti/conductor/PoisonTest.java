package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tutti.decision.ActionState;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Identities;
import dev.tutti.decision.Input;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Kind;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Person;
import dev.tutti.policy.Policy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a rule costs on which the engine fails: that rule, and nobody's decision. */
class PoisonTest {

    static Stream<Arguments> culprits() {
        return Stream.of(
                Arguments.argumentSet("a rule that re-inserts for ever", HostileRules.LOOP),
                Arguments.argumentSet("a rule that throws", HostileRules.THROWS));
    }

    @ParameterizedTest
    @MethodSource("culprits")
    void aPolicyOnWhichTwoAttemptsFailGoesOutOfForceAndEveryAlertIsDecided(Policy hostile) {
        try (ConductorStage stage = new ConductorStage(HostileRules.with(hostile))) {
            Reception.Received answers = (Reception.Received)
                    stage.receives(stage.malwareOn("pc-1"), scan(stage, "poison"), stage.malwareOn("pc-2"));

            assertThat(answers.receipts())
                    .extracting(Reception.Receipt::decision)
                    .containsExactly("ACTED", "UNMATCHED", "ACTED");
            assertThat(stage.rules().quarantined())
                    .extracting(poison -> poison.policyId())
                    .containsExactly(hostile.id());
            assertThat(stage.setAside()).isZero();
        }
    }

    @Test
    void twoPoliciesThatFailOnTheSameAlertGoOutOfForceOneAfterTheOtherAndItIsDecided() {
        try (ConductorStage stage =
                new ConductorStage(HostileRules.with(HostileRules.THROWS, HostileRules.THROWS_TOO))) {
            Reception.Received answer = (Reception.Received) stage.receives(scan(stage, "poison"));

            assertThat(answer.receipts().get(0).decision()).isEqualTo("UNMATCHED");
            assertThat(stage.rules().quarantined())
                    .extracting(poison -> poison.policyId())
                    .containsExactlyInAnyOrder("CON-992", "RES-997");
            assertThat(stage.setAside()).isZero();
        }
    }

    @Test
    void theOwnerOfAPolicyThatGoesOutOfForceIsToldOnce() {
        try (ConductorStage stage = new ConductorStage(HostileRules.with(HostileRules.LOOP))) {
            stage.receives(scan(stage, "poison"));
            stage.receives(scan(stage, "another"));
            stage.restart();

            assertThat(stage.committed)
                    .flatExtracting(Conclusion::actions)
                    .filteredOn(action -> action.request().capability().equals("chat.post"))
                    .extracting(
                            action -> action.request().target(),
                            action -> action.state().name())
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("@tester", ActionState.Name.DISPATCHED));
        }
    }

    @Test
    void whatAPolicyJudgesIsHeldWhileItIsOutOfForceAlsoAfterARestart() {
        try (ConductorStage stage = new ConductorStage(HostileRules.with(HostileRules.DENIAL))) {
            Reception.Received answer = (Reception.Received) stage.receives(stage.malwareOn("pc-1"));
            stage.restart();
            stage.receives(stage.malwareOn("pc-2"));

            assertThat(answer.receipts().get(0).decision()).isEqualTo("HELD");
            assertThat(stage.isolationOf("pc-1").grounds())
                    .extracting(ground -> ground.reason())
                    .containsExactly("POLICY_QUARANTINED");
            assertThat(stage.isolationOf("pc-2").state().name()).isEqualTo(ActionState.Name.HELD);
            assertThat(stage.isolationsOrdered()).isEmpty();
        }
    }

    @Test
    void aPolicyThatIsReleasedDecidesAgain() throws Exception {
        try (ConductorStage stage = new ConductorStage(HostileRules.with(HostileRules.DENIAL))) {
            stage.receives(stage.malwareOn("pc-1"));

            boolean released = stage.rules().release("MOD-996", "rita", "seen");

            assertThat(released).isTrue();
            assertThat(stage.rules().quarantined()).isEmpty();
            assertThat(stage.rules().release("MOD-996", "rita", "seen")).isFalse();
        }
    }

    @Test
    void anAlertOnWhichTheRulesFailTwiceAndNobodyKnowsWhyIsSetAsideAndItsNeighboursAreDecided() {
        try (ConductorStage stage = new ConductorStage(HostileRules.with(HostileRules.NAMELESS))) {
            Reception.Received answers = (Reception.Received)
                    stage.receives(stage.malwareOn("pc-1"), scan(stage, "poison"), stage.malwareOn("pc-2"));

            assertThat(answers.receipts())
                    .extracting(Reception.Receipt::decision)
                    .containsExactly("ACTED", "SET_ASIDE", "ACTED");
            assertThat(stage.setAside()).isEqualTo(1);
        }
    }

    @Test
    void afterAnInputThatIsNoAlertWasSetAsideTheRulesBeginAnewWithoutIt() {
        try (ConductorStage stage = new ConductorStage(HostileRules.with(HostileRules.NAMELESS_OF_PEOPLE))) {
            stage.says(new Input.ContextStated(new Person("poison", List.of()), "tester"));

            await().untilAsserted(() -> assertThat(stage.committed)
                    .extracting(conclusion -> conclusion.input().getClass().getSimpleName())
                    .endsWith("SetAside", "RulesSwitched"));
            assertThat(stage.setAside()).isEqualTo(1);
        }
    }

    @Test
    void whatWasSetAsideStaysSoWhenItComesAgainAndAfterARestart() {
        try (ConductorStage stage = new ConductorStage(HostileRules.with(HostileRules.NAMELESS))) {
            AlertReport poison = scan(stage, "poison");
            stage.receives(poison);
            stage.restart();

            Reception.Received again = (Reception.Received) stage.receives(poison);

            assertThat(again.receipts().get(0).duplicate()).isTrue();
            assertThat(again.receipts().get(0).decision()).isEqualTo("SET_ASIDE");
        }
    }

    @Test
    void anAlertAtWhichTheLastProcessEndedComesFirstAndIsSetAsideWhenItEndedThereTwice() throws Exception {
        try (ConductorStage stage = new ConductorStage(HostileRules.with())) {
            AlertReport report = scan(stage, "fatal");
            Input.AlertReceived fatal = new Input.AlertReceived(
                    Identities.alert(report.tenant(), report.source(), report.sourceId(), report.digest()),
                    report,
                    false);
            stage.crash();
            stage.precautions.begin(stage.name, fatal.alertId(), fatal);
            stage.precautions.begin(stage.name, fatal.alertId(), fatal);

            stage.restartAfterACrash();

            assertThat(stage.setAside()).isEqualTo(1);
            assertThat(List.copyOf(stage.committed))
                    .flatExtracting(Conclusion::decisions)
                    .extracting(decision -> decision.headline().name())
                    .containsExactly("SET_ASIDE");
        }
    }

    @Test
    void whatFellDueMeanwhileMakesNobodyForgetAtWhichAlertTheLastProcessesEnded() throws Exception {
        try (ConductorStage stage = new ConductorStage(HostileRules.with())) {
            stage.freeze("payments", Duration.ofHours(1));
            AlertReport report = scan(stage, "fatal");
            Input.AlertReceived fatal = new Input.AlertReceived(
                    Identities.alert(report.tenant(), report.source(), report.sourceId(), report.digest()),
                    report,
                    false);
            stage.crash();
            stage.precautions.begin(stage.name, fatal.alertId(), fatal);
            stage.precautions.begin(stage.name, fatal.alertId(), fatal);
            stage.clock.advance(Duration.ofHours(2));

            stage.restartAfterACrash();

            assertThat(List.copyOf(stage.committed))
                    .extracting(Conclusion::input)
                    .hasAtLeastOneElementOfType(Input.Tick.class);
            assertThat(List.copyOf(stage.committed))
                    .flatExtracting(Conclusion::decisions)
                    .extracting(decision -> decision.headline().name())
                    .containsExactly("SET_ASIDE");
        }
    }

    @Test
    void anAlertAtWhichTheLastProcessEndedOnceIsDecidedAndKeptAsItWasSent() throws Exception {
        try (ConductorStage stage = new ConductorStage(HostileRules.with())) {
            AlertReport report = stage.malwareOn("pc-1");
            Input.AlertReceived interrupted = new Input.AlertReceived(
                    Identities.alert(report.tenant(), report.source(), report.sourceId(), report.digest()),
                    report,
                    false);
            stage.crash();
            stage.precautions.begin(stage.name, interrupted.alertId(), interrupted);

            stage.restartAfterACrash();

            assertThat(List.copyOf(stage.committed))
                    .flatExtracting(Conclusion::decisions)
                    .extracting(decision -> decision.headline().name())
                    .containsExactly("ACTED");
            assertThat(payloadOf(stage, interrupted.alertId())).isEqualTo(report.raw());
        }
    }

    @Test
    void anInputIsNotBlamedForTheAttemptsAtAnother() throws Exception {
        try (ConductorStage stage = new ConductorStage(HostileRules.with())) {
            Input input = new Input.Tick();
            stage.precautions.begin(stage.name, "one", input);
            stage.precautions.begin(stage.name, "one", input);

            assertThat(stage.precautions.begin(stage.name, "another", input)).isEqualTo(1);
        }
    }

    @Test
    void aPartitionIsOpenWhileItRunsAndOnlyOneThatWasClosedIsNotCarefulAtItsNextStart() throws Exception {
        try (ConductorStage stage = new ConductorStage(HostileRules.with())) {
            assertThat(stage.precautions.leftOpen(stage.name)).isTrue();

            stage.stop();
            assertThat(stage.precautions.leftOpen(stage.name)).isFalse();

            stage.restart();
            assertThat(stage.loop().careful()).isFalse();
            stage.restartAfterACrash();
            assertThat(stage.loop().careful()).isTrue();
        }
    }

    private static String payloadOf(ConductorStage stage, String alertId) throws SQLException {
        try (Connection connection = stage.dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select payload from alert_raw where alert_id = ?")) {
            select.setObject(1, UUID.fromString(alertId));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "nothing";
            }
        }
    }

    private static AlertReport scan(ConductorStage stage, String id) {
        return stage.report(id, "digest", Kind.SCAN, ObservableType.IP, ObservableRole.SOURCE, "198.51.100.66");
    }
}
