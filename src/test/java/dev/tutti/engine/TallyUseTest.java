package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import dev.tutti.fact.TallyDeclaration;
import dev.tutti.policy.Finding;
import dev.tutti.policy.Phase;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a rule may use a tally, and what lint says of the rest. */
class TallyUseTest {

    private static final String CONCLUDES = "insertLogical( new PasswordSpraying( \"\", \"\" ) );";
    private static final String PROPOSES = "insert( new Proposal( $id, \"chat.post\", \"#soc\" ) );";
    private static final String HOLDS = "insertLogical( new ActionHeld( $r, HoldReason.OUTSIDE_WINDOW, \"\" ) );";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Tally( name == "logins", distinct >= 20 )|at least so many
            Tally( name == "logins", $n : count >= 20, $u : distinct, $ip : sourceIp )|and bound to a name
            exists Tally( name == "logins", count > 20 )|whether there is one
            Tally( name == "logins", $ip : sourceIp )  Asset( name == $ip )|joined by its key
            """)
    void takesWhatATallyCanAnswer(String left, String reason) {
        assertThat(findings(Phase.ENRICH, left, CONCLUDES)).as(reason).isEmpty();
    }

    @Test
    void takesATallyInAJudgingRule() {
        assertThat(findings(
                        Phase.COORDINATE,
                        "$r : ActionRequested( $ip : target )  Tally( name == \"logins\", count >= 3, sourceIp == $ip )",
                        HOLDS))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Tally( count >= 20 )|which tally it means|any tally would do
            Tally( name == "logons", count >= 20 )|declares the tally logons; declared are [logins, scans]|it would never match
            `Tally( name == "logins" || name == "scans" )`|which tally it means|one of two
            Tally( name == "logins", count < 20 )|not allowed: count < 20|a bound that was hit would make it true
            Tally( name == "logins", count == 20 )|not allowed: count == 20|it may be missed
            Tally( name == "logins", count != 20 )|not allowed: count != 20|it may be more
            Tally( name == "logins", !( count >= 20 ) )|not allowed: !( count >= 20 )|less in other words
            `Tally( name == "logins", count >= 20 || sourceIp == "" )`|not allowed: count >= 20|one condition at a time
            Tally( name == "logins", 20 > count )|not allowed: 20 > count|the other way round
            Tally( name == "scans", distinct >= 20 )|the tally scans declares no distinct|it is always 0
            Tally( name == "logins", user == "anna" )|user is not part of the key of logins|it is always empty
            Tally( name == "logins", $n : count, $t : tenant )  Asset( service == $t, $n < 3 )|compared with a number where it is matched|by a detour
            Tally( name == "logins", $ip : sourceIp )  Alert( sourceIp == $ip )|a tally or an event, not both|every alert would fire for all others
            Asset( $h : name )  not Tally( name == "scans", host == $h )|its absence says nothing|a bound that was hit would permit
            Asset( $h : name )  not( exists Tally( name == "scans", host == $h ) )|its absence says nothing|in other words
            Asset( $h : name )  accumulate( Tally( name == "scans", host == $h ); $n : count(); $n == 0 )|its absence says nothing|by counting
            """)
    void refusesWhatATallyCannotAnswer(String left, String message, String reason) {
        assertThat(findings(Phase.ENRICH, left, CONCLUDES))
                .as(reason)
                .anySatisfy(finding -> assertThat(finding.message()).contains(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            RESPOND|TallyNews( tally == "logons", first == true, $id : alertId )|declared are [logins, scans]|it would never come
            RESPOND|TallyNews( first == true, $id : alertId )|of which tally it takes the news|any tally would do
            RESPOND|TallyNews( tally == "logins", user == "anna", $id : alertId )|user is not part of the key of logins|it is always empty
            RESPOND|TallyNews( tally == "logins", times >= 5, $id : alertId )|logins declares nothing as recent|it is always 0
            RESPOND|TallyNews( tally == "logins", $id : alertId )  Tally( name == "scans" )|a tally or an event, not both|news are an event
            ENRICH|TallyNews( tally == "logins", $id : alertId )|a concept may not match TallyNews|it would be gone at once
            COORDINATE|$r : ActionRequested()  TallyNews( tally == "logins" )|a judging rule may not match TallyNews|so would the hold
            """)
    void refusesNewsThatNeverComeOrDoNotStay(String phase, String left, String message, String reason) {
        assertThat(findings(
                        Phase.valueOf(phase),
                        left,
                        switch (phase) {
                            case "RESPOND" -> PROPOSES;
                            case "ENRICH" -> CONCLUDES;
                            default -> HOLDS;
                        }))
                .as(reason)
                .anySatisfy(finding -> assertThat(finding.message()).contains(message));
    }

    @Test
    void takesNewsInARespondingRule() {
        assertThat(findings(
                        Phase.RESPOND,
                        "TallyNews( tally == \"logins\", first == true, sourceIp != \"\", $id : alertId )",
                        PROPOSES))
                .isEmpty();
    }

    @Test
    void aDraftMayMatchATallyOfAnotherDraftAndAnActivePolicyMayNot() {
        Policy declaring = rules(Phase.ENRICH, "Tally( name == \"logins\" )", CONCLUDES)
                .set()
                .policies()
                .get(0)
                .as(Status.DRAFT);
        Policy matching = Rules.rules()
                .with(Phase.ENRICH, "CON-951", "Tally( name == \"scans\" )", CONCLUDES)
                .set()
                .policies()
                .get(0);

        assertThat(DrlLint.check(set(declaring, matching.as(Status.DRAFT)))).isEmpty();
        assertThat(DrlLint.check(set(declaring, matching)))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.message()).contains("no active policy declares the tally scans"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Alert( kind == Kind.CREDENTIAL, user != "" ) over window:time( 26h )|{name: credential_by_user, counts: {kind: CREDENTIAL}, key: [user], window: 26h}|as the rule has it
            Alert( kind == Kind.MALWARE, host != "" ) over window:time( 2d )|{name: malware_by_host, counts: {kind: MALWARE}, key: [host], window: 2d}|in days
            Alert() over window:time( 16m )|{name: scan_by_source_ip, counts: {kind: SCAN}, key: [sourceIp], window: 16m}|an example, where the rule gives none
            """)
    void saysHowToWriteALongWindowAsATally(String left, String declaration, String reason) {
        assertThat(findings(Phase.ENRICH, left, CONCLUDES))
                .as(reason)
                .anySatisfy(finding -> assertThat(finding.message())
                        .contains("a window over events is at most 15 minutes")
                        .contains("let it be counted in policy.yaml, as in tallies: [" + declaration + "]")
                        .contains("and match Tally( name == "));
    }

    private static List<Finding> findings(Phase phase, String left, String right) {
        return DrlLint.check(rules(phase, left, right).set());
    }

    private static Rules rules(Phase phase, String left, String right) {
        return Rules.rules()
                .with(phase, "COO-950", left.replace("  ", "\n    "), right)
                .counting(tally("logins", AlertComponent.SOURCE_IP, Optional.of(AlertComponent.USER)))
                .counting(tally("scans", AlertComponent.HOST, Optional.empty()));
    }

    private static RuleSet set(Policy... policies) {
        return new RuleSet("test", List.of(policies), List.of());
    }

    private static TallyDeclaration tally(String name, AlertComponent key, Optional<AlertComponent> distinct) {
        return new TallyDeclaration(
                name,
                new TallyDeclaration.Condition(Optional.of(Kind.SCAN), Severity.UNKNOWN, "", "", ""),
                List.of(key),
                Duration.ofHours(24),
                distinct);
    }
}
