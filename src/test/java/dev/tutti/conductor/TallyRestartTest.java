package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.FactChanges;
import dev.tutti.decision.Order;
import dev.tutti.decision.Tallies;
import dev.tutti.engine.Compilation;
import dev.tutti.engine.RuleBase;
import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Severity;
import dev.tutti.fact.Tally;
import dev.tutti.fact.TallyDeclaration;
import dev.tutti.journal.Journal;
import dev.tutti.policy.Phase;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of tallies over a real database when the process, a step or a declaration ends. */
class TallyRestartTest {

    private static final String ATTACKER = "203.0.113.77";

    /** Whoever is called poison keeps the engine busy for ever. */
    private static final String DRL = """
            package rules.concepts.logins;
            import dev.tutti.fact.Alert;
            import dev.tutti.fact.ScanningAddress;
            rule "A scanning address begets another"
                @policyId(CON-998) ruleflow-group "enrich"
            when
                ScanningAddress( $address : address )
            then
                insert( new ScanningAddress( $address + "0" ) );
            end
            rule "Somebody is poison"
                @policyId(CON-998) ruleflow-group "enrich"
            when
                Alert( user == "poison", $address : sourceIp )
            then
                insert( new ScanningAddress( $address ) );
            end
            """;

    private static final TallyDeclaration DAY = declared(Duration.ofHours(24));
    private static final RuleBase RULES = ((Compilation.Compiled)
                    RuleBase.compile(new RuleSet("logins", List.of(policy(List.of(DAY))), List.of())))
            .ruleBase();
    private static final Rulebook COUNTING = rulebook("logins", List.of(DAY));
    private static final Rulebook COUNTING_NOTHING = rulebook("nothing", List.of());

    @Test
    void whatWasCountedBeforeARestartCountsAfterIt() {
        try (ConductorStage stage = new ConductorStage()) {
            for (int i = 0; i < 19; i++) {
                stage.clock.advance(Duration.ofMinutes(10));
                stage.receives(failed(stage, "user-" + i));
            }
            stage.clock.advance(Duration.ofHours(2)); // no event of them is in memory any longer
            stage.restart();
            assertThat(blocks(stage)).isZero();

            stage.receives(failed(stage, "user-19"));

            assertThat(blocks(stage)).isOne();
        }
    }

    @Test
    void aRestartFindsTheTalliesAsTheyWere() {
        try (ConductorStage stage = new ConductorStage(COUNTING)) {
            stage.receives(failed(stage, "anna"), failed(stage, "boris"), failed(stage, "anna"));
            stage.clock.advance(Duration.ofHours(23));
            stage.receives(failed(stage, "anna"));
            Tally before = onlyTally(stage, DAY);

            stage.restart();
            assertThat(onlyTally(stage, DAY)).isEqualTo(before);
            stage.receives(failed(stage, "clara"));
            assertThat(onlyTally(stage, DAY))
                    .extracting(Tally::count, Tally::distinct)
                    .containsExactly(5, 3);

            stage.clock.advance(Duration.ofHours(2)); // the first ones leave while the service is down
            stage.restart();
            assertThat(onlyTally(stage, DAY))
                    .extracting(Tally::count, Tally::distinct)
                    .containsExactly(2, 2);
        }
    }

    @Test
    void anAlertWhoseStepFailedAndWasTriedAgainCountsOnce() throws SQLException {
        try (ConductorStage stage = new ConductorStage(COUNTING)) {
            stage.receives(failed(stage, "anna"));

            Reception.Received answers = (Reception.Received)
                    stage.receives(failed(stage, "boris"), failed(stage, "poison"), failed(stage, "clara"));

            assertThat(answers.receipts())
                    .extracting(Reception.Receipt::decision)
                    .containsExactly("UNMATCHED", "UNMATCHED", "UNMATCHED");
            assertThat(stage.poisonBook.inForce()).isNotEmpty();
            assertThat(onlyTally(stage, DAY))
                    .extracting(Tally::count, Tally::distinct)
                    .containsExactly(4, 4);
        }
    }

    @Test
    void aNewTallyBeginsWithTheAlertsThatAreStoredAndWereNotSetAside() throws SQLException {
        try (ConductorStage stage = new ConductorStage(COUNTING_NOTHING)) {
            stage.receives(failed(stage, "zoe"));
            stage.clock.advance(Duration.ofHours(20));
            stage.receives(failed(stage, "anna"), failed(stage, "boris"));
            stage.clock.advance(Duration.ofHours(10));
            stage.receives(failed(stage, "anna"));
            setAside(stage, stage.receives(failed(stage, "erna")));

            stage.restart(COUNTING);

            assertThat(onlyTally(stage, DAY))
                    .extracting(Tally::count, Tally::distinct)
                    .containsExactly(3, 2);
            stage.receives(failed(stage, "clara"));
            assertThat(onlyTally(stage, DAY))
                    .extracting(Tally::count, Tally::distinct)
                    .containsExactly(4, 3);
        }
    }

    @Test
    void aTallyThatWasNotCountedForAWhileHasNoGap() {
        try (ConductorStage stage = new ConductorStage(COUNTING)) {
            stage.receives(failed(stage, "anna"));
            stage.restart(COUNTING_NOTHING);
            stage.receives(failed(stage, "boris"));

            stage.restart(COUNTING);

            assertThat(onlyTally(stage, DAY))
                    .extracting(Tally::count, Tally::distinct)
                    .containsExactly(2, 2);
        }
    }

    @Test
    void aTallyThatIsDeclaredOtherwiseIsCountedAnew() {
        TallyDeclaration hour = declared(Duration.ofHours(1));
        try (ConductorStage stage = new ConductorStage(COUNTING)) {
            stage.receives(failed(stage, "anna"));
            stage.clock.advance(Duration.ofHours(2));
            stage.receives(failed(stage, "boris"));

            stage.restart(rulebook("hour", List.of(hour)));

            assertThat(onlyTally(stage, hour))
                    .extracting(Tally::count, Tally::distinct, Tally::windowMinutes)
                    .containsExactly(1, 1, 60);
        }
    }

    @Test
    void whatHasLeftTheWindowIsDeletedWithinAHundredInputs() throws SQLException {
        try (ConductorStage stage = new ConductorStage(COUNTING)) {
            stage.receives(failed(stage, "anna"));
            stage.clock.advance(Duration.ofHours(1));
            stage.receives(failed(stage, "anna"));
            assertThat(rows(stage)).isEqualTo(2);

            stage.clock.advance(Duration.ofHours(30));
            stage.receives(
                    Stream.generate(() -> failed(stage, "anna")).limit(100).toArray(AlertReport[]::new));

            assertThat(rows(stage)).isOne();
        }
    }

    /** What a partition that starts now would find. */
    private static Tally onlyTally(ConductorStage stage, TallyDeclaration declaration) {
        Tallies tallies = new Tallies(List.of(declaration));
        FactChanges facts = new FactChanges();
        long now = stage.clock.millis();
        tallies.turn(now, facts);
        try {
            new Journal(stage.dataSource).load(stage.name, tallies, now);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        assertThat(tallies.fresh())
                .as("what is committed is not to be counted again")
                .isEmpty();
        tallies.stateAll(facts);
        assertThat(facts.stated()).hasSize(1);
        return (Tally) facts.stated().get(0);
    }

    private static long blocks(ConductorStage stage) {
        List<String> ordered = List.copyOf(stage.committed).stream()
                .flatMap(conclusion -> conclusion.orders().stream().map(Order::actionId))
                .toList();
        return List.copyOf(stage.committed).stream()
                .flatMap(conclusion -> conclusion.actions().stream())
                .filter(action -> ordered.contains(action.id()))
                .filter(action -> action.request().target().equals(ATTACKER))
                .map(action -> action.id())
                .distinct()
                .count();
    }

    private static void setAside(ConductorStage stage, Reception reception) throws SQLException {
        String alertId = ((Reception.Received) reception).receipts().get(0).alertId();
        try (Connection connection = stage.dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update decision set headline = 'SET_ASIDE' where alert_id = ?::uuid")) {
            update.setString(1, alertId);
            assertThat(update.executeUpdate()).isOne();
        }
    }

    private static int rows(ConductorStage stage) throws SQLException {
        try (Connection connection = stage.dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select count(*) from tally_bucket where partition = ?")) {
            select.setString(1, stage.name);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static AlertReport failed(ConductorStage stage, String user) {
        return new AlertReport(
                stage.name,
                "siem",
                "id-" + UUID.randomUUID(),
                "digest",
                "A login failed",
                "rule",
                Kind.CREDENTIAL,
                Severity.LOW,
                20,
                "low",
                "test-1",
                List.of(),
                List.of(
                        new Observable(ObservableType.USER, ObservableRole.ACTOR, "somebody-else"),
                        new Observable(ObservableType.IP, ObservableRole.SOURCE, ATTACKER),
                        new Observable(ObservableType.USER, ObservableRole.TARGET, user)),
                stage.clock.instant(),
                "{}");
    }

    private static TallyDeclaration declared(Duration window) {
        return new TallyDeclaration(
                "logins",
                new TallyDeclaration.Condition(Optional.of(Kind.CREDENTIAL), Severity.LOW, "", "", ""),
                List.of(AlertComponent.SOURCE_IP),
                window,
                Optional.of(AlertComponent.USER));
    }

    private static Rulebook rulebook(String version, List<TallyDeclaration> tallies) {
        RuleSet ruleSet = new RuleSet(version, List.of(policy(tallies)), List.of());
        return new Rulebook(ruleSet, tallies.equals(List.of(DAY)) ? RULES : compiled(ruleSet));
    }

    private static RuleBase compiled(RuleSet ruleSet) {
        return ((Compilation.Compiled) RuleBase.compile(ruleSet)).ruleBase();
    }

    private static Policy policy(List<TallyDeclaration> tallies) {
        return new Policy(
                "CON-998",
                "Logins",
                "tester",
                Status.ACTIVE,
                Phase.ENRICH,
                "none",
                List.of(),
                List.of(),
                List.of(),
                "always",
                "none",
                LocalDate.EPOCH,
                "rules/concepts/logins",
                DRL,
                List.of(),
                tallies);
    }
}
