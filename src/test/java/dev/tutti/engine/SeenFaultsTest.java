package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.fact.Alert;
import dev.tutti.fact.Proposal;
import dev.tutti.fact.ScanningAddress;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kie.api.runtime.rule.FactHandle;

/**
 * Faults of Drools 10.2.0 that the design goes around. A test that fails here after an upgrade says that one of them is mended,
 * and that the ban or the detour it names may be thought through again.
 */
class SeenFaultsTest {

    private static final long START = Stage.START.toEpochMilli();

    private final List<Bare> opened = new ArrayList<>();

    @AfterEach
    void closesItsSessions() {
        opened.forEach(Bare::close);
    }

    /**
     * Fact 7, by either attribute: what the rule suppressed was put on no list, so the engine throws when the alert behind it
     * goes; and the alert that came in the same breath is lost to rules that have nothing to do with it, then and later.
     */
    @ParameterizedTest
    @ValueSource(strings = {"no-loop", "lock-on-active"})
    void aSuppressedMatchMakesTheEngineThrowAndAnUnrelatedAlertNeverFires(String attribute) {
        Bare session = bare(suppressingBy(attribute));
        session.insert(new ScanningAddress("198.51.100.6"));
        FactHandle first = session.insert(Alerts.scan("a1", "198.51.100.7", START));
        session.run(Phase.ENRICH);
        session.run(Phase.RESPOND);

        session.delete(first);
        session.insert(Alerts.scan("lost", "198.51.100.8", START));
        assertThatThrownBy(() -> session.run(Phase.ENRICH)).isInstanceOf(NullPointerException.class);
        session.insert(Alerts.scan("a3", "198.51.100.9", START));
        session.run(Phase.ENRICH);
        session.run(Phase.RESPOND);

        assertThat(session.facts(Alert.class)).extracting(Alert::id).contains("lost");
        assertThat(session.facts(Proposal.class)).extracting(Proposal::alertId).containsExactlyInAnyOrder("a1", "a3");
    }

    /** Fact 7, without anybody deleting: the alert only has to expire. */
    @ParameterizedTest
    @ValueSource(strings = {"no-loop", "lock-on-active"})
    void aSuppressedMatchMakesTheEngineThrowWhenItsAlertExpires(String attribute) {
        Bare session = bare(suppressingBy(attribute));
        session.insert(new ScanningAddress("198.51.100.6"));
        session.insert(Alerts.scan("a1", "198.51.100.7", START));
        session.run(Phase.ENRICH);

        session.advance(Duration.ofMinutes(31));

        assertThatThrownBy(() -> session.run(Phase.ENRICH)).isInstanceOf(NullPointerException.class);
    }

    /** Fact 8: when this fails, several inputs may share a step; until then each has its own, and a failure ends the session. */
    @Test
    void onePoisonousAlertLosesItsNeighboursOfTheSameBatchAndNoOthers() {
        Rules rules = Rules.rules()
                .with(
                        Phase.ENRICH,
                        "CON-972",
                        "Alert( techniques[0] == \"T1110\", $id : id )",
                        "insertLogical( new ScanningAddress( $id ) );");
        List<Alert> alerts = List.of(
                Alerts.using("a1", List.of("T1110"), START),
                Alerts.using("poison", List.of(), START),
                Alerts.using("a2", List.of("T1110"), START));

        Bare batch = bare(rules);
        alerts.forEach(batch::insert);
        assertThatThrownBy(() -> batch.run(Phase.ENRICH)).isInstanceOf(RuntimeException.class);
        batch.run(Phase.ENRICH);
        Bare single = bare(rules);
        for (Alert alert : alerts) {
            single.insert(alert);
            if (alert.id().equals("poison")) {
                assertThatThrownBy(() -> single.run(Phase.ENRICH)).isInstanceOf(RuntimeException.class);
            } else {
                single.run(Phase.ENRICH);
            }
        }

        assertThat(batch.facts(ScanningAddress.class)).hasSizeLessThan(2);
        assertThat(single.facts(ScanningAddress.class)).hasSize(2);
    }

    /** Fact 11, the early half: so {@code effectiveAt} is never further ahead than 60 seconds. */
    @Test
    void anEventOfTheFutureMatchesAtOnceAndOverstaysItsLife() {
        Bare session = bare(Rules.rules().isolatingMalware());

        session.insert(Alerts.malware("a1", "pc-1", START + Duration.ofHours(1).toMillis()));
        session.run(Phase.RESPOND);
        session.advance(Duration.ofMinutes(60));
        session.run(Phase.RESPOND);

        assertThat(session.facts(Proposal.class)).hasSize(1);
        assertThat(session.facts(Alert.class)).hasSize(1);
    }

    /** Fact 11, the clock: so a session's clock is moved by {@code Session} only, and never back. */
    @Test
    void theClockGoesBackWhenItIsTold() {
        Bare session = bare(Rules.rules().isolatingMalware());

        session.advance(Duration.ofHours(-1));

        assertThat(session.now()).isEqualTo(START - Duration.ofHours(1).toMillis());
    }

    /** A rule that suppresses what it would conclude from its own conclusion, and a rule that knows nothing of it. */
    private static Rules suppressingBy(String attribute) {
        return Rules.rules()
                .with(Phase.ENRICH, "CON-906", """
                        package rules.concepts.con_906;
                        import dev.tutti.fact.Alert;
                        import dev.tutti.fact.ScanningAddress;
                        rule "Suppressing" %s ruleflow-group "enrich"
                        when Alert( $ip : sourceIp ) ScanningAddress() then insertLogical( new ScanningAddress( $ip ) ); end
                        """.formatted(attribute))
                .with(
                        Phase.RESPOND,
                        "RES-906",
                        "Alert( kind == Kind.SCAN, $id : id )",
                        "insert( new Proposal( $id, \"firewall.block-ip\", \"\" ) );");
    }

    private Bare bare(Rules rules) {
        return closing(Bare.over(rules));
    }

    private Bare closing(Bare session) {
        opened.add(session);
        return session;
    }
}
