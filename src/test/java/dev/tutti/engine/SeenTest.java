package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.fact.ActionHeld;
import dev.tutti.fact.ActionPermitted;
import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.Alert;
import dev.tutti.fact.ChangeFreeze;
import dev.tutti.fact.PasswordSpraying;
import dev.tutti.fact.ScanningAddress;
import dev.tutti.fact.Tally;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.rule.FactHandle;

/**
 * What was seen of Drools and is relied upon. A test that fails here after an upgrade says which part of the design is to
 * be thought through again; it is not simply to be adapted.
 */
class SeenTest {

    private static final long START = Stage.START.toEpochMilli();
    private static final String WINDOW =
            "groupby( Alert( sourceIp != \"\", $ip : sourceIp ) over window:time( 5m ); $address : $ip; $n : count(); $n >= 2 )";
    private static final ActionRequested REQUEST = new ActionRequested(
            "11111111-1111-8111-8111-111111111111",
            "default",
            "edr.isolate-host",
            "pay-db-1",
            List.of(),
            "payments",
            "");
    private static final ChangeFreeze FREEZE = new ChangeFreeze("payments", Long.MAX_VALUE);

    private final List<Bare> opened = new ArrayList<>();

    @AfterEach
    void closesItsSessions() {
        opened.forEach(Bare::close);
    }

    @Test
    void aPassThatFiresNothingMayStillChangeFacts() {
        Bare session = bare(Rules.rules()
                .with(
                        Phase.COORDINATE,
                        "COO-901",
                        "$request : ActionRequested()\n    not ActionHeld( request == $request )",
                        "insertLogical( new ActionPermitted( $request, PermitReason.STANDING_CONSENT, \"not held\" ) );")
                .holdingDuringFreezes());
        session.insert(REQUEST);
        session.insert(FREEZE);
        session.run(Phase.COORDINATE);
        session.run(Phase.TIME);
        assertThat(session.facts(ActionPermitted.class)).hasSize(1);

        int fired = session.run(Phase.COORDINATE);

        assertThat(fired).isZero();
        assertThat(session.facts(ActionPermitted.class)).isEmpty();
    }

    @Test
    void aGroupWithoutFocusKeepsAConclusionWhoseCauseIsGone() {
        Bare session = bare(Rules.rules().isolatingMalware().holdingDuringFreezes());
        session.insert(REQUEST);
        FactHandle freeze = session.insert(FREEZE);
        session.run(Phase.TIME);

        session.delete(freeze);
        session.run(Phase.RESPOND);

        assertThat(session.facts(ActionHeld.class)).hasSize(1);
        session.run(Phase.TIME);
        assertThat(session.facts(ActionHeld.class)).isEmpty();
    }

    /** The reason why a judging rule may not match an event. */
    @Test
    void aRestraintThatAnEventSupportsEvaporatesWithTheEvent() {
        Bare session = bare(
                Rules.rules()
                        .with(
                                Phase.TIME,
                                "TIM-901",
                                "$request : ActionRequested( $host : target )\n    Alert( host == $host )",
                                "insertLogical( new ActionHeld( $request, HoldReason.OUTSIDE_WINDOW, \"an alert is about it\" ) );"));
        session.insert(REQUEST);
        session.insert(Alerts.malware("a1", "pay-db-1", START));
        session.run(Phase.TIME);
        assertThat(session.facts(ActionHeld.class)).hasSize(1);

        session.advance(Duration.ofMinutes(31));
        session.run(Phase.TIME);

        assertThat(session.facts(ActionHeld.class)).isEmpty();
    }

    @Test
    void metadataOfARuleKeepsItsQuotes() {
        Bare session = bare(Rules.rules().with(Phase.ENRICH, "CON-903", """
                package rules.concepts.con_903;
                import dev.tutti.fact.Alert;
                import dev.tutti.fact.ScanningAddress;
                rule "Bare" @policyId(CON-903) ruleflow-group "enrich"
                when Alert( $id : id ) then insertLogical( new ScanningAddress( $id ) ); end
                rule "Quoted" @policyId("CON-903") ruleflow-group "enrich"
                when Alert( $id : id ) then insertLogical( new ScanningAddress( $id ) ); end
                """));

        KieBase base = session.base();

        assertThat(base.getRule("rules.concepts.con_903", "Bare").getMetaData()).containsEntry("policyId", "CON-903");
        assertThat(base.getRule("rules.concepts.con_903", "Quoted").getMetaData())
                .containsEntry("policyId", "\"CON-903\"");
    }

    @Test
    void aGroupWhoseKeyIsBoundAgainCountsEachKeyForItself() {
        Bare session = bare(Rules.rules()
                .with(Phase.ENRICH, "CON-904", WINDOW, "insertLogical( new ScanningAddress( $address ) );"));

        session.insert(Alerts.scan("a1", "198.51.100.7", START));
        session.insert(Alerts.scan("a2", "198.51.100.8", START));
        session.insert(Alerts.scan("a3", "198.51.100.7", START));
        session.run(Phase.ENRICH);

        assertThat(session.facts(ScanningAddress.class)).containsExactly(new ScanningAddress("198.51.100.7"));
    }

    /** The reason why a tally is changed in place, and why a rule may not join it with events. */
    @Test
    void whatIsConcludedFromAFactThatChangesInPlaceStays() {
        Bare session = bare(Rules.rules()
                .with(
                        Phase.ENRICH,
                        "CON-907",
                        "Tally( name == \"logins\", distinct >= 2, $tenant : tenant, $ip : sourceIp )",
                        "insertLogical( new PasswordSpraying( $tenant, $ip ) );")
                .with(
                        Phase.RESPOND,
                        "RES-907",
                        "PasswordSpraying( $ip : address )\n    Alert( sourceIp == $ip, $id : id )",
                        "insert( new Proposal( $id, \"firewall.block-ip\", $ip ) );"));
        FactHandle tally = session.insert(logins(2));
        session.insert(Alerts.scan("a1", "198.51.100.7", START));
        session.insert(Alerts.scan("a2", "198.51.100.7", START));
        session.run(Phase.ENRICH);
        assertThat(session.run(Phase.RESPOND)).isEqualTo(2);

        session.update(tally, logins(3));
        session.insert(Alerts.scan("a3", "198.51.100.7", START));
        session.run(Phase.ENRICH);

        assertThat(session.facts(PasswordSpraying.class)).hasSize(1);
        assertThat(session.run(Phase.RESPOND)).isEqualTo(1);

        session.update(tally, logins(1));
        session.run(Phase.ENRICH);
        assertThat(session.facts(PasswordSpraying.class)).isEmpty();
    }

    private static Tally logins(int users) {
        return new Tally("logins", "default", "", "", "198.51.100.7", "", "", "", "", users, users, false, 1_440);
    }

    @Test
    void aFactIsTheSameInWhateverOrderItsListsCame() {
        Alert one = Alerts.using("a1", List.of("T1110", "T1059", "T1110"), START);
        Alert other = Alerts.using("a1", List.of("T1059", "T1110"), START);

        assertThat(one).isEqualTo(other).hasToString(other.toString());
        assertThat(one.techniques()).containsExactly("T1059", "T1110");
    }

    /** Fact 7. Broken in 10.2.0, which is why lint refuses such attributes; when this fails, the ban can be thought through again. */
    @Test
    void aMatchThatLockOnActiveSuppressedMakesTheEngineThrowWhenItsFactGoes() {
        Bare session = bare(Rules.rules().with(Phase.ENRICH, "CON-906", """
                package rules.concepts.con_906;
                import dev.tutti.fact.Alert;
                import dev.tutti.fact.ScanningAddress;
                rule "Cause" ruleflow-group "enrich"
                when Alert( $id : id ) then insertLogical( new ScanningAddress( $id ) ); end
                rule "Suppressed" lock-on-active ruleflow-group "enrich"
                when ScanningAddress( $id : address ) then insertLogical( new ScanningAddress( $id + "!" ) ); end
                """));
        FactHandle handle = session.insert(Alerts.scan("a1", "198.51.100.7", START));
        session.run(Phase.ENRICH);
        assertThat(session.facts(ScanningAddress.class)).hasSize(1);

        session.delete(handle);

        assertThatThrownBy(() -> session.run(Phase.ENRICH)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aClosedRuleBaseIsLetGoOf() {
        RuleBase ruleBase = Rules.rules().isolatingMalware().compileAnew();
        ReleaseId release = ruleBase.release();
        assertThat(KieServices.get().getRepository().getKieModule(release)).isNotNull();

        ruleBase.close();

        assertThat(KieServices.get().getRepository().getKieModule(release)).isNull();
    }

    private Bare bare(Rules rules) {
        return closing(Bare.over(rules));
    }

    private Bare closing(Bare session) {
        opened.add(session);
        return session;
    }
}
