package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.Alert;
import dev.tutti.policy.Phase;
import java.util.Arrays;
import java.util.List;
import org.drools.core.impl.InternalRuleBase;
import org.drools.core.reteoo.ObjectSink;
import org.drools.core.reteoo.ObjectTypeNode;
import org.drools.core.reteoo.WindowNode;
import org.drools.core.rule.SlidingTimeWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kie.api.KieBase;

/** How far back a rule may look at events, read from its text and held against the compiled base. */
class EventReachTest {

    private static final String PROPOSE = "insert( new Proposal( \"\", \"edr.isolate-host\", \"pc-1\" ) );";
    private static final String CONCLUDE = "insertLogical( new ScanningAddress( \"x\" ) );";

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0  | Alert( kind == Kind.MALWARE, $id : id ) | an alert by itself",
                "0  | Alert( $id : id ) Observed( alertId == $id, type == ObservableType.HASH ) | and what was observed of it",
                "0  | Asset( $name : name ) | no event",
                "30 | Alert( $id : id ) Observed( alertId != $id ) | what was observed of another one",
                "30 | Alert( $host : host ) Asset( name == $host ) | an asset may be told of later",
                "30 | Alert( $host : host ) not Asset( name == $host ) | an asset may end later",
                "30 | $a : Alert( $host : host ) Alert( host == $host, this after[5m] $a ) | no upper bound",
                "30 | $a : Alert( $host : host ) Alert( host == $host ) | two alerts without a bound",
                "20 | $a : Alert( $host : host ) Alert( host == $host, this after[0s,5m] $a ) | two within five minutes",
                "28 | $a : Alert( $h : host ) $b : Alert( host == $h, this after[0s,5m] $a ) Alert( host == $h, this after[0s,8m] $b ) | a chain",
                "16 | $a : Alert( $host : host ) not( Alert( host == $host, this after[0s,60s] $a ) ) | an absence",
                "20 | accumulate( Alert( $id : id ) over window:time( 5m ); $n : count( $id ); $n > 3 ) | a window over time",
                "30 | accumulate( Alert( $id : id ) over window:length( 5 ); $n : count( $id ); $n > 3 ) | a window over a number",
                "30 | accumulate( Alert( $id : id ); $n : count( $id ); $n > 3 ) | an accumulation without a window",
                "30 | exists Alert( kind == Kind.SCAN ) | whether there is one",
                "30 | Observed( $v : value, type == ObservableType.HASH ) | what was observed, whoever reported it",
            })
    void aProposalReachesAsFarBackAsItsPatternsDo(long minutes, String left, String why) {
        assertThat(horizon(Phase.RESPOND, left, PROPOSE)).as(why).isEqualTo(minutes * 60_000);
    }

    @Test
    void aBoundThatNeedNotHoldIsNone() {
        assertThat(horizon(
                        Phase.RESPOND,
                        "$a : Alert( $h : host ) Alert( host == $h, this after[0s,5m] $a || kind == Kind.SCAN )",
                        PROPOSE))
                .isEqualTo(EventLife.MILLIS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 | Alert( kind == Kind.MALWARE, $id : id )",
                "30 | $a : Alert( $host : host ) Alert( host == $host, this after[0s,5m] $a )",
                "20 | accumulate( Alert( $id : id ) over window:time( 5m ); $n : count( $id ); $n > 3 )",
            })
    void aConceptStandsAsLongAsItsEventDoes(long minutes, String left) {
        assertThat(horizon(Phase.ENRICH, left, CONCLUDE)).isEqualTo(minutes * 60_000);
    }

    @Test
    void theCompiledBaseKeepsEventsAtLeastAsLong() {
        RuleBase ruleBase = Rules.rules()
                .with(
                        Phase.RESPOND,
                        "RES-941",
                        "accumulate( Alert( $id : id ) over window:time( 15m ); $n : count( $id ); $n > 3 )",
                        PROPOSE)
                .with(
                        Phase.RESPOND,
                        "RES-942",
                        "$a : Alert( $host : host ) Alert( host == $host, this after[0s,15m] $a )",
                        PROPOSE)
                .compile();
        KieBase base = ruleBase.newSession().getKieBase();
        ObjectTypeNode alerts = ((InternalRuleBase) base)
                .getRete().getObjectTypeNodes().stream()
                        .filter(node -> node.getObjectType().isAssignableFrom(Alert.class)
                                && node.getObjectType().getClassName().equals(Alert.class.getName()))
                        .findFirst()
                        .orElseThrow();

        assertThat(ruleBase.eventHorizon()).isEqualTo(EventLife.MILLIS);
        assertThat(alerts.getExpirationOffset()).isGreaterThanOrEqualTo(EventLife.MILLIS);
        assertThat(windows(alerts)).containsExactly(15 * 60_000L);
    }

    private static List<Long> windows(ObjectTypeNode alerts) {
        return Arrays.stream(alerts.getObjectSinkPropagator().getSinks())
                .<ObjectSink>map(sink -> sink)
                .filter(WindowNode.class::isInstance)
                .flatMap(sink -> Arrays.stream(((WindowNode) sink).getBehaviors()))
                .map(behavior -> ((SlidingTimeWindow) behavior).getSize())
                .toList();
    }

    private static long horizon(Phase phase, String left, String right) {
        return Rules.rules().with(phase, "XXX-940", left, right).compile().eventHorizon();
    }
}
