package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.fact.ActionHeld;
import dev.tutti.fact.ActionPermitted;
import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.Alert;
import dev.tutti.fact.ChangeFreeze;
import dev.tutti.fact.Fact;
import dev.tutti.fact.ScanningAddress;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.drools.core.common.InternalFactHandle;
import org.drools.model.codegen.ExecutableModelProject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.ReleaseId;
import org.kie.api.conf.EventProcessingOption;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.api.time.SessionPseudoClock;

/**
 * What was seen of Drools and is relied upon. A test that fails here after an upgrade says which part of the design is to
 * be thought through again; it is not simply to be adapted.
 */
class SeenTest {

    private static final long START = Stage.START.toEpochMilli();
    private static final String WINDOW =
            "groupby( Alert( sourceIp != \"\", $ip : sourceIp ) over window:time( 5m ); $address : $ip; $n : count(); $n >= 2 )";
    private static final String ABSENCE =
            "$alert : Alert( kind == Kind.SCAN, $id : id )\n    not( Alert( kind == Kind.OTHER, this after[0s,1m] $alert ) )";
    private static final String CONCLUDE_ABSENCE = "insertLogical( new ScanningAddress( $id ) );";

    private static final ActionRequested REQUEST = new ActionRequested(
            "11111111-1111-8111-8111-111111111111",
            "default",
            "edr.isolate-host",
            "pay-db-1",
            List.of(),
            "payments",
            "");
    private static final ChangeFreeze FREEZE = new ChangeFreeze("payments", Long.MAX_VALUE);

    private final List<KieSession> opened = new ArrayList<>();

    @AfterEach
    void disposesOfItsSessions() {
        opened.forEach(KieSession::dispose);
    }

    @Test
    void anAnnotatedRecordIsAnEventAtItsEffectiveTimeAndLeavesByItself() {
        KieSession session = session(Rules.rules().isolatingMalware());
        Alert alert = Alerts.malware("a1", "pay-db-1", START - 60_000);

        FactHandle handle = session.insert(alert);

        assertThat(((InternalFactHandle) handle).isEvent()).isTrue();
        assertThat(((org.drools.core.common.DefaultEventHandle) handle).getStartTimestamp())
                .isEqualTo(START - 60_000);
        run(session, Phase.RESPOND);
        advance(session, Duration.ofMinutes(29));
        run(session, Phase.RESPOND);
        assertThat(facts(session, Alert.class)).hasSize(1);
        advance(session, Duration.ofSeconds(1));
        run(session, Phase.RESPOND);
        assertThat(facts(session, Alert.class)).isEmpty();
    }

    @Test
    void aWindowOverTimeNeverSeesEventsSixMinutesLateAndTheFormWithBeforeDoesInAnyOrder() {
        KieSession session = session(Rules.rules()
                .with(Phase.ENRICH, "CON-901", WINDOW, "insertLogical( new ScanningAddress( \"window\" ) );")
                .with(
                        Phase.ENRICH,
                        "CON-902",
                        "$newest : Alert( $ip : sourceIp )\n    Alert( sourceIp == $ip, this before[1ms,5m] $newest )",
                        "insertLogical( new ScanningAddress( \"before\" ) );"));

        session.insert(Alerts.scan("newer", "198.51.100.7", START - Duration.ofMinutes(6).toMillis()));
        run(session, Phase.ENRICH);
        session.insert(Alerts.scan("older", "198.51.100.7", START - Duration.ofMinutes(7).toMillis()));
        run(session, Phase.ENRICH);

        assertThat(facts(session, ScanningAddress.class)).containsExactly(new ScanningAddress("before"));
    }

    @Test
    void aPassThatFiresNothingMayStillChangeFacts() {
        KieSession session = session(Rules.rules()
                .with(
                        Phase.COORDINATE,
                        "COO-901",
                        "$request : ActionRequested()\n    not ActionHeld( request == $request )",
                        "insertLogical( new ActionPermitted( $request, PermitReason.STANDING_CONSENT, \"not held\" ) );")
                .holdingDuringFreezes());
        session.insert(REQUEST);
        session.insert(FREEZE);
        run(session, Phase.COORDINATE);
        run(session, Phase.TIME);
        assertThat(facts(session, ActionPermitted.class)).hasSize(1);

        int fired = run(session, Phase.COORDINATE);

        assertThat(fired).isZero();
        assertThat(facts(session, ActionPermitted.class)).isEmpty();
    }

    @Test
    void aGroupWithoutFocusKeepsAConclusionWhoseCauseIsGone() {
        KieSession session = session(Rules.rules().isolatingMalware().holdingDuringFreezes());
        session.insert(REQUEST);
        FactHandle freeze = session.insert(FREEZE);
        run(session, Phase.TIME);

        session.delete(freeze);
        run(session, Phase.RESPOND);

        assertThat(facts(session, ActionHeld.class)).hasSize(1);
        run(session, Phase.TIME);
        assertThat(facts(session, ActionHeld.class)).isEmpty();
    }

    /** The reason why a judging rule may not match an event. */
    @Test
    void aRestraintThatAnEventSupportsEvaporatesWithTheEvent() {
        KieSession session = session(Rules.rules()
                .with(
                        Phase.TIME,
                        "TIM-901",
                        "$request : ActionRequested( $host : target )\n    Alert( host == $host )",
                        "insertLogical( new ActionHeld( $request, HoldReason.OUTSIDE_WINDOW, \"an alert is about it\" ) );"));
        session.insert(REQUEST);
        session.insert(Alerts.malware("a1", "pay-db-1", START));
        run(session, Phase.TIME);
        assertThat(facts(session, ActionHeld.class)).hasSize(1);

        advance(session, Duration.ofMinutes(31));
        run(session, Phase.TIME);

        assertThat(facts(session, ActionHeld.class)).isEmpty();
    }

    @Test
    void metadataOfARuleKeepsItsQuotes() {
        KieSession session = session(Rules.rules().with(Phase.ENRICH, "CON-903", """
                package rules.concepts.con_903;
                import dev.tutti.fact.Alert;
                import dev.tutti.fact.ScanningAddress;
                rule "Bare" @policyId(CON-903) ruleflow-group "enrich"
                when Alert( $id : id ) then insertLogical( new ScanningAddress( $id ) ); end
                rule "Quoted" @policyId("CON-903") ruleflow-group "enrich"
                when Alert( $id : id ) then insertLogical( new ScanningAddress( $id ) ); end
                """));

        KieBase base = session.getKieBase();

        assertThat(base.getRule("rules.concepts.con_903", "Bare").getMetaData()).containsEntry("policyId", "CON-903");
        assertThat(base.getRule("rules.concepts.con_903", "Quoted").getMetaData())
                .containsEntry("policyId", "\"CON-903\"");
    }

    @Test
    void aGroupWhoseKeyIsBoundAgainCountsEachKeyForItself() {
        KieSession session = session(Rules.rules()
                .with(Phase.ENRICH, "CON-904", WINDOW, "insertLogical( new ScanningAddress( $address ) );"));

        session.insert(Alerts.scan("a1", "198.51.100.7", START));
        session.insert(Alerts.scan("a2", "198.51.100.8", START));
        session.insert(Alerts.scan("a3", "198.51.100.7", START));
        run(session, Phase.ENRICH);

        assertThat(facts(session, ScanningAddress.class)).containsExactly(new ScanningAddress("198.51.100.7"));
    }

    /** The reason why lint wants a length of time in one unit. */
    @Test
    void ofALengthOfTimeInTwoUnitsOnlyTheFirstCounts() {
        KieSession session = session(Rules.rules()
                .with(Phase.ENRICH, "CON-907", ABSENCE.replace("0s,1m", "0s,1m30s"), CONCLUDE_ABSENCE));
        session.insert(Alerts.scan("a1", "198.51.100.7", START));

        advance(session, Duration.ofSeconds(61));
        run(session, Phase.ENRICH);

        assertThat(facts(session, ScanningAddress.class)).hasSize(1);
    }

    @Test
    void aBaseInStreamModeWaitsForAnAbsence() {
        KieSession session = session(Rules.rules().with(Phase.ENRICH, "CON-905", ABSENCE, CONCLUDE_ABSENCE));
        session.insert(Alerts.scan("a1", "198.51.100.7", START));

        run(session, Phase.ENRICH);
        assertThat(facts(session, ScanningAddress.class)).isEmpty();

        advance(session, Duration.ofSeconds(61));
        run(session, Phase.ENRICH);
        assertThat(facts(session, ScanningAddress.class)).containsExactly(new ScanningAddress("a1"));
    }

    @Test
    void aBaseWithoutStreamModeClaimsAnAbsenceAtOnceAndIsRefused() {
        Rules rules = Rules.rules().with(Phase.ENRICH, "CON-905", ABSENCE, CONCLUDE_ABSENCE);
        KieBase cloud = baseWithoutStreamMode(rules);
        KieSession session = started(cloud.newKieSession(pseudoClock(), null));

        session.insert(Alerts.scan("a1", "198.51.100.7", START));
        run(session, Phase.ENRICH);

        assertThat(facts(session, ScanningAddress.class)).hasSize(1);
        assertThatThrownBy(() -> RuleBase.open(cloud))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("only STREAM is right");
    }

    @Test
    void aFactIsTheSameInWhateverOrderItsListsCame() {
        Alert one = Alerts.using("a1", List.of("T1110", "T1059", "T1110"), START);
        Alert other = Alerts.using("a1", List.of("T1059", "T1110"), START);

        assertThat(one).isEqualTo(other).hasToString(other.toString());
        assertThat(one.techniques()).containsExactly("T1059", "T1110");
    }

    @Test
    void aWindowThatLetsAnEventGoFiresAgainAndTheRepetitionIsNeitherRecordedNorProposed() {
        Rules rules = Rules.rules()
                .with(Phase.RESPOND, "RES-901", WINDOW, "insert( new Proposal( \"\", \"firewall.block-ip\", $address ) );");
        KieSession bare = session(rules);
        List<String> fired = firings(bare);
        List<String> recorded = new ArrayList<>();
        List<String> proposed = new ArrayList<>();
        try (Session ours = new Session(rules.compile(), "test")) {
            for (int minute = 0; minute <= 6; minute++) {
                long at = START + Duration.ofMinutes(minute).toMillis();
                List<Alert> arriving =
                        minute < 3 ? List.of(Alerts.scan("a" + minute, "198.51.100.7", at)) : List.of();
                arriving.forEach(bare::insert);
                run(bare, Phase.RESPOND);
                advance(bare, Duration.ofMinutes(1));
                ours.step(minute + 1, at, List.of(), arriving, proposal -> {
                            proposed.add(proposal.target());
                            return List.of();
                        })
                        .firings()
                        .forEach(firing -> recorded.add(firing.bindings().get("$n")));
            }
        }

        assertThat(fired).containsExactly("2", "3", "2");
        assertThat(recorded).containsExactly("2", "3");
        assertThat(proposed).hasSize(2);
    }

    /** Broken in 10.2.0, which is why lint refuses such attributes; when this fails, the ban can be thought through again. */
    @Test
    void aMatchThatLockOnActiveSuppressedMakesTheEngineThrowWhenItsFactGoes() {
        KieSession session = session(Rules.rules().with(Phase.ENRICH, "CON-906", """
                package rules.concepts.con_906;
                import dev.tutti.fact.Alert;
                import dev.tutti.fact.ScanningAddress;
                rule "Cause" ruleflow-group "enrich"
                when Alert( $id : id ) then insertLogical( new ScanningAddress( $id ) ); end
                rule "Suppressed" lock-on-active ruleflow-group "enrich"
                when ScanningAddress( $id : address ) then insertLogical( new ScanningAddress( $id + "!" ) ); end
                """));
        FactHandle handle = session.insert(Alerts.scan("a1", "198.51.100.7", START));
        run(session, Phase.ENRICH);
        assertThat(facts(session, ScanningAddress.class)).hasSize(1);

        session.delete(handle);

        assertThatThrownBy(() -> run(session, Phase.ENRICH)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aClosedRuleBaseIsLetGoOf() {
        RuleBase ruleBase = Rules.rules().isolatingMalware().compileAnew();
        ReleaseId release = ruleBase.release();
        assertThat(KieServices.get().getRepository().getKieModule(release)).isNotNull();

        ruleBase.close();

        assertThat(KieServices.get().getRepository().getKieModule(release)).isNull();
    }

    private KieSession session(Rules rules) {
        return started(rules.compile().newSession());
    }

    private KieSession started(KieSession session) {
        opened.add(session);
        session.<SessionPseudoClock>getSessionClock().advanceTime(START, TimeUnit.MILLISECONDS);
        return session;
    }

    private static int run(KieSession session, Phase phase) {
        session.getAgenda().getAgendaGroup(phase.group()).setFocus();
        return session.fireAllRules(100);
    }

    private static void advance(KieSession session, Duration duration) {
        session.<SessionPseudoClock>getSessionClock().advanceTime(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static <F extends Fact> List<F> facts(KieSession session, Class<F> type) {
        return session.getObjects(type::isInstance).stream().map(type::cast).toList();
    }

    /** What each firing bound to {@code $n}. */
    private static List<String> firings(KieSession session) {
        List<String> counts = new ArrayList<>();
        session.addEventListener(new DefaultAgendaEventListener() {
            @Override
            public void afterMatchFired(AfterMatchFiredEvent event) {
                counts.add(String.valueOf(event.getMatch().getDeclarationValue("$n")));
            }
        });
        return counts;
    }

    private static KieSessionConfiguration pseudoClock() {
        KieSessionConfiguration configuration = KieServices.get().newKieSessionConfiguration();
        configuration.setOption(ClockTypeOption.PSEUDO);
        return configuration;
    }

    private static KieBase baseWithoutStreamMode(Rules rules) {
        KieServices kie = KieServices.get();
        ReleaseId release = kie.newReleaseId("dev.tutti.test", "without-stream-mode", "1");
        KieFileSystem files = kie.newKieFileSystem();
        files.generateAndWritePomXML(release);
        rules.set().active().forEach(p -> files.write("src/main/resources/" + p.folder() + "/policy.drl", p.drl()));
        kie.newKieBuilder(files).buildAll(ExecutableModelProject.class);
        KieContainer container = kie.newKieContainer(release);
        KieBase base = container.newKieBase(kie.newKieBaseConfiguration());
        kie.getRepository().removeKieModule(release);
        assertThat(kie.newKieBaseConfiguration().getOption(EventProcessingOption.KEY))
                .isEqualTo(EventProcessingOption.CLOUD);
        return base;
    }
}
