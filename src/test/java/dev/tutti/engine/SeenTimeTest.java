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
import org.drools.core.common.DefaultEventHandle;
import org.drools.core.common.InternalFactHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kie.api.KieBase;
import org.kie.api.runtime.rule.FactHandle;

/**
 * What was seen of Drools and is relied upon where time is concerned. A test that fails here after an upgrade says which part of the design is to
 * be thought through again; it is not simply to be adapted.
 */
class SeenTimeTest {

    private static final long START = Stage.START.toEpochMilli();
    private static final String WINDOW =
            "groupby( Alert( sourceIp != \"\", $ip : sourceIp ) over window:time( 5m ); $address : $ip; $n : count(); $n >= 2 )";
    private static final String ABSENCE =
            "$alert : Alert( kind == Kind.SCAN, $id : id )\n    not( Alert( kind == Kind.OTHER, this after[0s,1m] $alert ) )";
    private static final String CONCLUDE_ABSENCE = "insertLogical( new ScanningAddress( $id ) );";

    private final List<Bare> opened = new ArrayList<>();

    @AfterEach
    void closesItsSessions() {
        opened.forEach(Bare::close);
    }

    @Test
    void anAnnotatedRecordIsAnEventAtItsEffectiveTimeAndLeavesByItself() {
        Bare session = bare(Rules.rules().isolatingMalware());
        Alert alert = Alerts.malware("a1", "pay-db-1", START - 60_000);

        FactHandle handle = session.insert(alert);

        assertThat(((InternalFactHandle) handle).isEvent()).isTrue();
        assertThat(((DefaultEventHandle) handle).getStartTimestamp()).isEqualTo(START - 60_000);
        session.run(Phase.RESPOND);
        session.advance(Duration.ofMinutes(29));
        session.run(Phase.RESPOND);
        assertThat(session.facts(Alert.class)).hasSize(1);
        session.advance(Duration.ofSeconds(1));
        session.run(Phase.RESPOND);
        assertThat(session.facts(Alert.class)).isEmpty();
    }

    /** Fact 11: an event that is older than the window is passed over in silence. */
    @Test
    void aWindowOverTimeNeverSeesEventsSixMinutesLateAndTheFormWithBeforeDoesInAnyOrder() {
        Bare session = bare(Rules.rules()
                .with(Phase.ENRICH, "CON-901", WINDOW, "insertLogical( new ScanningAddress( \"window\" ) );")
                .with(
                        Phase.ENRICH,
                        "CON-902",
                        "$newest : Alert( $ip : sourceIp )\n    Alert( sourceIp == $ip, this before[1ms,5m] $newest )",
                        "insertLogical( new ScanningAddress( \"before\" ) );"));

        session.insert(Alerts.scan(
                "newer", "198.51.100.7", START - Duration.ofMinutes(6).toMillis()));
        session.run(Phase.ENRICH);
        session.insert(Alerts.scan(
                "older", "198.51.100.7", START - Duration.ofMinutes(7).toMillis()));
        session.run(Phase.ENRICH);

        assertThat(session.facts(ScanningAddress.class)).containsExactly(new ScanningAddress("before"));
    }

    /**
     * Fact 11, the late half, as far as it shows: an event past its life is not passed over by every rule. One that matches it
     * fires, with no warning that it is over; one that counts never sees it. So {@code effectiveAt} is never more than 15
     * minutes back.
     */
    @Test
    void anEventThatComesAfterItsLifeIsOverIsMatchedOnceAndNeverCounted() {
        Bare session = bare(Rules.rules()
                .with(
                        Phase.RESPOND,
                        "RES-908",
                        "Alert( kind == Kind.SCAN, $id : id )",
                        "insert( new Proposal( $id, \"firewall.block-ip\", \"matched\" ) );")
                .with(
                        Phase.RESPOND,
                        "RES-909",
                        "accumulate( Alert( kind == Kind.SCAN, $id : id ); $n : count( $id ); $n >= 1 )",
                        "insert( new Proposal( \"\", \"firewall.block-ip\", \"counted\" ) );"));

        session.insert(Alerts.scan(
                "late", "198.51.100.7", START - Duration.ofMinutes(31).toMillis()));
        session.run(Phase.RESPOND);
        assertThat(session.facts(Proposal.class)).extracting(Proposal::target).containsExactly("matched");
        assertThat(session.facts(Alert.class)).isEmpty();

        session.insert(Alerts.scan(
                "in time", "198.51.100.7", START - Duration.ofMinutes(29).toMillis()));
        session.run(Phase.RESPOND);
        assertThat(session.facts(Proposal.class))
                .extracting(Proposal::target)
                .containsExactlyInAnyOrder("matched", "matched", "counted");
    }

    /** The reason why lint wants a length of time in one unit. */
    @Test
    void ofALengthOfTimeInTwoUnitsOnlyTheFirstCounts() {
        Bare session = bare(
                Rules.rules().with(Phase.ENRICH, "CON-907", ABSENCE.replace("0s,1m", "0s,1m30s"), CONCLUDE_ABSENCE));
        session.insert(Alerts.scan("a1", "198.51.100.7", START));

        session.advance(Duration.ofSeconds(61));
        session.run(Phase.ENRICH);

        assertThat(session.facts(ScanningAddress.class)).hasSize(1);
    }

    @Test
    void aBaseInStreamModeWaitsForAnAbsence() {
        Bare session = bare(Rules.rules().with(Phase.ENRICH, "CON-905", ABSENCE, CONCLUDE_ABSENCE));
        session.insert(Alerts.scan("a1", "198.51.100.7", START));

        session.run(Phase.ENRICH);
        assertThat(session.facts(ScanningAddress.class)).isEmpty();

        session.advance(Duration.ofSeconds(61));
        session.run(Phase.ENRICH);
        assertThat(session.facts(ScanningAddress.class)).containsExactly(new ScanningAddress("a1"));
    }

    /** Fact 10: when this fails, the check at the start of a session may be needless. */
    @Test
    void aBaseWithoutStreamModeClaimsAnAbsenceAtOnceAndIsRefused() {
        Rules rules = Rules.rules().with(Phase.ENRICH, "CON-905", ABSENCE, CONCLUDE_ABSENCE);
        try (RuleModule module = new RuleModule(rules)) {
            KieBase cloud = module.newBase();
            Bare session = closing(Bare.over(cloud));

            session.insert(Alerts.scan("a1", "198.51.100.7", START));
            session.run(Phase.ENRICH);

            assertThat(session.facts(ScanningAddress.class)).hasSize(1);
            assertThatThrownBy(() -> RuleBase.open(cloud))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("only STREAM is right");
        }
    }

    @Test
    void aWindowThatLetsAnEventGoFiresAgainAndTheRepetitionIsNeitherRecordedNorProposed() {
        Rules rules = Rules.rules()
                .with(
                        Phase.RESPOND,
                        "RES-901",
                        WINDOW,
                        "insert( new Proposal( \"\", \"firewall.block-ip\", $address ) );");
        Bare bare = bare(rules);
        List<String> fired = bare.boundTo("$n");
        List<String> recorded = new ArrayList<>();
        List<String> proposed = new ArrayList<>();
        try (Session ours = new Session(rules.compile(), "test")) {
            for (int minute = 0; minute <= 6; minute++) {
                long at = START + Duration.ofMinutes(minute).toMillis();
                List<Alert> arriving = minute < 3 ? List.of(Alerts.scan("a" + minute, "198.51.100.7", at)) : List.of();
                arriving.forEach(bare::insert);
                bare.run(Phase.RESPOND);
                bare.advance(Duration.ofMinutes(1));
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

    private Bare bare(Rules rules) {
        return closing(Bare.over(rules));
    }

    private Bare closing(Bare session) {
        opened.add(session);
        return session;
    }
}
