package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.Capability;
import dev.tutti.policy.Finding;
import dev.tutti.policy.Phase;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row spoils the sound policy below in one place, as a hostile or a hurried author would. */
class DrlLintTest {

    private static final String FREEZE = """
            package rules.timing.hold_isolation_during_freeze;
            import dev.tutti.fact.ActionRequested;
            import dev.tutti.fact.ActionHeld;
            import dev.tutti.fact.ChangeFreeze;
            import dev.tutti.fact.HoldReason;

            rule "Hold isolation during a change freeze"
                @policyId(TIM-003) ruleflow-group "time"
            when
                $request : ActionRequested( capability == "edr.isolate-host", $service : service )
                exists ChangeFreeze( service == $service )
            then
                insertLogical( new ActionHeld( $request, HoldReason.CHANGE_FREEZE, "a change freeze covers " + $service ) );
            end
            """;

    private static final String SCANS = """
            package rules.concepts.scanning_address;
            import dev.tutti.fact.Alert;
            import dev.tutti.fact.Kind;
            import dev.tutti.fact.ScanningAddress;

            rule "Three scans within five minutes make a scanning address"
                @policyId(CON-002) ruleflow-group "enrich"
            when
                groupby( Alert( kind == Kind.SCAN, sourceIp != "", $ip : sourceIp ) over window:time( 5m );
                         $address : $ip;
                         $scans : count();
                         $scans >= 3 )
            then
                insertLogical( new ScanningAddress( $address ) );
            end
            """;

    private static final String ISOLATE = """
            package rules.response.isolate_host;
            import dev.tutti.fact.Alert;
            import dev.tutti.fact.Asset;
            import dev.tutti.fact.Kind;
            import dev.tutti.fact.Proposal;
            import dev.tutti.fact.Severity;

            rule "Isolate a host of ours that nobody cleaned"
                @policyId(RES-002) ruleflow-group "respond"
            when
                $alert : Alert( kind in ( Kind.MALWARE, Kind.INTRUSION ), severity >= Severity.HIGH, score > -1, $host : host )
                Asset( name == $host, addresses contains "10.0.0.1" || addresses not contains "10.0.0.2" )
                not( Alert( host == $host, kind == Kind.OTHER, this after[0s, 5m] $alert ) )
            then
                insert( new Proposal( $alert.id(), "edr.isolate-host", $host ) );
            end
            """;

    @Test
    void theShippedFormPasses() {
        assertThat(findings(policy(Phase.TIME, "TIM-003", FREEZE))).isEmpty();
        assertThat(findings(policy(Phase.ENRICH, "CON-002", SCANS))).isEmpty();
        assertThat(findings(policy(Phase.RESPOND, "RES-002", ISOLATE))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            import dev.tutti.fact.HoldReason;|import dev.tutti.fact.HoldReason; import java.lang.Runtime;|5|by exact name: java.lang.Runtime|any class could be reached
            import dev.tutti.fact.HoldReason;|import dev.tutti.fact.HoldReason; import dev.tutti.fact.*;|5|by exact name|a wildcard loads classes
            import dev.tutti.fact.HoldReason;|import dev.tutti.fact.HoldReason; import static java.lang.System.exit;|5|imports no function|a static import is code
            import dev.tutti.fact.HoldReason;|import dev.tutti.fact.HoldReason; import accumulate java.lang.Foo foo;|5|imports no accumulate|a function of the author's runs
            import dev.tutti.fact.HoldReason;|import dev.tutti.fact.HoldReason; global String x;|5|declares no global|globals are mutable
            import dev.tutti.fact.HoldReason;|import dev.tutti.fact.HoldReason; function void x() { System.exit(1); }|5|declares no function|a function is code
            import dev.tutti.fact.HoldReason;|import dev.tutti.fact.HoldReason; declare X a : String = System.getenv("x") end|5|declares no type|an initial value is code
            import dev.tutti.fact.HoldReason;|import dev.tutti.fact.HoldReason; declare enum A ONE( System.exit(1) ); a : String end|5|declares no enum|it runs while it is built
            import dev.tutti.fact.HoldReason;|import dev.tutti.fact.HoldReason; query x() ActionRequested() end|5|holds rules only|a query body is code
            import dev.tutti.fact.HoldReason;|import dev.tutti.fact.HoldReason; dialect "mvel"|5|no attribute for the whole file|a second language
            import dev.tutti.fact.HoldReason;|import dev.tutti.fact.HoldReason; declare window W ActionRequested() over window:time(1h) end|5|declares no window|a window with a name escapes the bound
            package rules.timing.hold|package dev.tutti.fact.hold|1|named like the folder|its package says which classes it sees
            freeze"|freeze" extends "Other"|7|none of which extends|half of it stands elsewhere
            freeze"\\n|freeze\\"+System.exit(1)+\\""\\n|7|no backslash|the name becomes code
            a change freeze covers |\\u0022+x()+\\u0022|13|no backslash|the compiler sees quotes where a reader does not
            @policyId(TIM-003)|@policyId(TIM-003) @Foo(x)|7|annotation @Foo|annotations change the engine
            @policyId(TIM-003)|@policyId(TIM-004)|7|says @policyId(TIM-003)|another policy would be blamed
            @policyId(TIM-003)|@policyId("TIM-003")|7|without quotes|the engine keeps the quotes
            @policyId(TIM-003)| |7|says @policyId(TIM-003)|nobody would be blamed
            ruleflow-group "time"|ruleflow-group "enrich"|7|ruleflow-group "time"|it would run in another phase
            ruleflow-group "time"|no-loop ruleflow-group "time"|7|attribute no-loop|broken in 10.2.0
            ruleflow-group "time"|lock-on-active ruleflow-group "time"|7|attribute lock-on-active|broken in 10.2.0
            ruleflow-group "time"|salience (System.exit(1)) ruleflow-group "time"|7|attribute salience|a salience is code
            ruleflow-group "time"|enabled (x()) ruleflow-group "time"|7|attribute enabled|it is code
            ruleflow-group "time"|timer (int: 1s) ruleflow-group "time"|7|attribute timer|the wall clock decides
            ruleflow-group "time"|auto-focus true ruleflow-group "time"|7|attribute auto-focus|it takes the focus from other phases
            capability == "|eval( System.exit(1) ), capability == "|10|'eval' in: |an expression is code
            capability == "|capability.toUpperCase() == "|10|'capability.toUpperCase'|a call is code
            capability == "|class.name == "|10|'class.name'|every object has a class
            capability == "|toString == "|10|'toString'|no component of the fact
            capability == "|System.lineSeparator == "|10|'System.lineSeparator'|static access is code
            capability == "|java.lang.System.out == "|10|'java.lang.System.out'|so is a qualified name
            capability == "|this#Object == "|10|'#' in: |an inline cast loads a class
            capability == "|capability!.length == "|10|'.' in: |the null-safe way in
            capability == "|capability matches "|10|'matches'|a regular expression may never end
            capability == "|capability str[startsWith] "|10|'str'|a plugged-in operator is code
            capability == "|parameters[0].name == "|10|'[' in: |it throws when the list is empty
            capability == "|$x := capability, capability == "|10|':' in: |unification is another language
            capability == "|( x -> x ) == "|10|mismatched input '->'|a lambda is code
            capability == "|new String() == "|10|'new'|a constructor is code
            capability == "|capability = "|10|mismatched input '='|an assignment
            capability == "|capability == "x" + "|10|'+' in: |only comparisons
            capability == "edr.isolate-host", $service : service|"edr.isolate-host";|10|not allowed: '"edr.isolate-host"'|positions instead of names
            $service : service )|$service : service ) @watch(*)|10|carries no annotation|annotations change the engine
            $request : ActionRequested|$request := ActionRequested|10|binds with a colon|unification is another language
            exists ChangeFreeze( service == $service )|exists ChangeFreeze( service == $service ) from $service|7|not allowed: from|it asks any object
            exists ChangeFreeze( service == $service )|ChangeFreeze( service == $service ) from entry-point "x"|7|not allowed: entrypoint|facts that nobody journalled
            exists ChangeFreeze( service == $service )|eval( true )|7|not allowed: eval|it is code
            exists ChangeFreeze( service == $service )|ChangeFreeze( service == $service ) do[x]|7|not allowed: namedconsequence|a second consequence
            exists ChangeFreeze( service == $service )|if ( true ) do[x]|7|not allowed: conditionalbranch|a branch
            exists ChangeFreeze( service == $service )|java.lang.String( this == $service )|11|java.lang.String is not a fact type|only facts are matched
            exists ChangeFreeze( service == $service )|Object( this == $service )|11|Object is not a fact type|it would match everything
            exists ChangeFreeze( service == $service )|/freezes[ service == $service ]|11|null is not a fact type|paths ask any object
            exists ChangeFreeze( service == $service )|?freeze( $service; )|11|freeze is not a fact type|queries are code
            exists ChangeFreeze( service == $service )|exists ChangeFreeze()|11|joined by an equality|everything with everything
            exists ChangeFreeze( service == $service )|exists ChangeFreeze( $x : service, service == $x )|11|joined by an equality|joined to itself is not joined
            exists ChangeFreeze( service == $service )|`exists ChangeFreeze( service == $service || until > 0 )`|11|joined by an equality|an alternative cannot be looked up
            exists ChangeFreeze( service == $service )|exists ChangeFreeze( service != $service )|11|joined by an equality|nor can a difference
            exists ChangeFreeze( service == $service )|exists ChangeFreeze( service == $service ) over window:time( 5m )  exists Asset( service == $service )  exists Asset( service == $service )  exists Asset( service == $service )  exists Asset( service == $service )|7|at most 5 patterns|the cost grows with each
            insertLogical(|insert(|7|concludes by insertLogical|it would stand for ever
            insertLogical( new|System.exit( 1 ); insertLogical( new|12|exactly one statement|the second is code
            insertLogical( new ActionHeld|System.exit( new ActionHeld|12|only insert( new|a call is code
            insertLogical( new ActionHeld|drools.insertLogical( new ActionHeld|12|only insert( new|the engine's own powers
            insertLogical( new ActionHeld( $request, HoldReason.CHANGE_FREEZE, "a change freeze covers " + $service ) );|delete( $request );|12|delete takes back a Proposal|a rule would end what people wait for
            insertLogical( new ActionHeld( $request, HoldReason.CHANGE_FREEZE, "a change freeze covers " + $service ) );|delete( $unbound );|12|delete takes back a Proposal|there is no such fact
            insertLogical( new ActionHeld( $request, HoldReason.CHANGE_FREEZE, "a change freeze covers " + $service ) );|while( true ) {}|12|only insert( new|nothing stops it
            insertLogical( new ActionHeld( $request, HoldReason.CHANGE_FREEZE, "a change freeze covers " + $service ) );|insertLogical( $request );|12|takes a new fact|nothing new
            new ActionHeld(|new java.io.File(|7|java.io.File is not a fact type|any constructor is code
            new ActionHeld( $request, HoldReason.CHANGE_FREEZE, "a change freeze covers " + $service )|new ActionHeld( $request, HoldReason.CHANGE_FREEZE, "x" ) { int x = 1; }|12|takes a new fact|a body is code
            HoldReason.CHANGE_FREEZE|HoldReason.valueOf("X")|12|not from: HoldReason.valueOf|a call is code
            HoldReason.CHANGE_FREEZE|System.out|12|not from: System.out|static access is code
            HoldReason.CHANGE_FREEZE|HoldReason.NOSUCH|12|not from: HoldReason.NOSUCH|no such constant
            HoldReason.CHANGE_FREEZE|null|12|not from: null|no component is null
            "a change freeze covers " + $service|$request.hashCode() + ""|12|not from: $request.hashCode|only components are read
            "a change freeze covers " + $service|$request.wait() + ""|12|not from: $request.wait|it would stop the thread
            "a change freeze covers " + $service|$service.trim()|12|not from: $service.trim|a value has no components
            "a change freeze covers " + $service|$request.service().trim()|12|not from: $request.service().trim|one step only
            "a change freeze covers " + $service|(true ? "a" : "b")|12|not from: true|no branches
            "a change freeze covers " + $service|(String) $service|12|not from: (String)|no casts
            "a change freeze covers " + $service|((java.util.function.Supplier) () -> "x") + ""|12|not from: (java|a lambda is code
            "a change freeze covers " + $service|new String("x")|12|not from: new String|any constructor is code
            """)
    void refuses(String sound, String spoiled, int line, String message, String reason) {
        assertSpoiled(Phase.TIME, "TIM-003", FREEZE, sound, spoiled, line, message, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            over window:time( 5m )|over window:time( 16m )|9|at most 15 minutes|15 minutes
            over window:time( 5m )|over window:time( 2d )|9|at most 15 minutes|much longer ones too
            over window:time( 5m )|over window:time( 1m30s )|9|one number and one unit|the engine reads one minute
            over window:time( 5m )|over window:time( 300000 )|9|one number and one unit|nobody would make it tick
            over window:time( 5m )|over window:length( 10001 )|9|window:length of at most 10000|it keeps every event
            $address : $ip;|$address : $ip.trim();|6|not allowed: $ip.trim()|a key is code
            count();|count( System.nanoTime() );|6|not allowed: System.nanoTime()|an argument is code
            count();|collectList( $ip );|6|collectList is not among|lists grow without a bound
            $scans >= 3 )|$scans >= 3, eval( x() ) )|9|'eval'|a result's condition is code
            $scans >= 3 )|$scans >= Integer.MAX_VALUE )|9|'Integer.MAX_VALUE'|static access is code
            """)
    void refusesInAccumulations(String sound, String spoiled, int line, String message, String reason) {
        assertSpoiled(Phase.ENRICH, "CON-002", SCANS, sound, spoiled, line, message, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            after[0s, 5m]|after|13|'after'|it would wait for ever
            after[0s, 5m]|after[0s, *]|13|'after[0s, *]'|so it would here
            after[0s, 5m]|after[0s, 16m]|13|at most 15 minutes|15 minutes
            after[0s, 5m]|after[0s, 26h]|13|at most 15 minutes|much longer ones too
            after[0s, 5m]|after[0s, 1m30s]|13|'after[0s, 1m30s]'|the engine reads one minute
            after[0s, 5m]|overlaps[5m]|13|'overlaps'|no event has a length
            severity >= Severity.HIGH|severity.atLeast( Severity.HIGH )|11|'severity.atLeast'|a call is code
            kind in ( Kind.MALWARE, Kind.INTRUSION )|kind in ( Kind.MALWARE, f( 1 ) )|11|'f'|a call in a list is code too
            insert( new Proposal|insertLogical( new Proposal|8|concludes by insert|it would be taken back with the event
            """)
    void refusesInResponses(String sound, String spoiled, int line, String message, String reason) {
        assertSpoiled(Phase.RESPOND, "RES-002", ISOLATE, sound, spoiled, line, message, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ENRICH|Alert( $h : host )|insertLogical( new OnCriticalService( $h, $h, $h ) );| |an enriching rule concludes a concept
            ENRICH|Alert( $h : host )|insertLogical( new Proposal( $h, $h, $h ) );|concludes concepts, not Proposal|proposing is the next phase's
            ENRICH|$r : ActionRequested()|insertLogical( new ScanningAddress( "" ) );|may not match ActionRequested|there is none yet
            ENRICH|Alert( $h : host )|insertLogical( new Finding( FindingKind.STALE, $h, "", "" ) );|hangs on an event|it would close unmended
            ENRICH|ScanningAddress( $h : address )|insertLogical( new Finding( FindingKind.STALE, $h, "", "" ) );|hangs on an event|two steps from the event
            ENRICH|Overdue( $h : id )|insertLogical( new Finding( FindingKind.STALE, $h, "", "" ) );||context lasts
            RESPOND|Finding( $h : subject )|insert( new Proposal( "", "chat.post", $h ) );||what is found may be told
            RESPOND|Alert( $h : host )|insert( new ScanningAddress( $h ) );|concludes proposals, not ScanningAddress|a concept is the phase's before
            ENRICH|ActionEnded( $h : target )|insertLogical( new ScanningAddress( $h ) );|gone after its step|the concept would be gone, too
            RESPOND|ActionEnded( $h : target, $a : alertId )|insert( new Proposal( $a, "edr.isolate-host", $h ) );| |a response is what an end is there for
            RESPOND|ActionInForce( $h : target, $a : alertId )|insert( new Proposal( $a, "edr.isolate-host", $h ) );|says in which state|it would propose anew at every change
            RESPOND|ActionInForce( state == InForceState.SUCCEEDED, $h : target, $a : alertId )|insert( new Proposal( $a, "edr.isolate-host", $h ) );| |the next step of a sequence
            RESPOND|ActionRequested( $h : target )|insert( new Proposal( $h, $h, $h ) );|may not match ActionRequested|the guard that drowns the session
            RESPOND|ActionHeld( $h : text )|insert( new Proposal( $h, $h, $h ) );|may not match ActionHeld|a later phase judges
            COORDINATE|$r : ActionRequested()|insertLogical( new ActionHeld( $r, HoldReason.OUTSIDE_WINDOW, "" ) );| |a judging rule judges
            COORDINATE|$r : ActionRequested()|insertLogical( new Proposal( "", "", "" ) );|concludes judgements, not Proposal|it would propose for ever
            COORDINATE|$r : ActionRequested()|insertLogical( new ActionRequested( "", "", "", "", $x, "", "" ) );|not ActionRequested|only the engine states requests
            COORDINATE|$r : ActionRequested( $h : target ) Alert( host == $h )|insertLogical( new ActionHeld( $r, HoldReason.OUTSIDE_WINDOW, "" ) );|may not match Alert, an event|it would end with the event
            COORDINATE|$r : ActionRequested( $h : target ) ActionEnded( target == $h )|insertLogical( new ActionHeld( $r, HoldReason.OUTSIDE_WINDOW, "" ) );|may not match ActionEnded, an event|it would end with the step
            COORDINATE|$r : ActionRequested( $h : target ) not Observed( value == $h )|insertLogical( new ActionHeld( $r, HoldReason.OUTSIDE_WINDOW, "" ) );|may not match Observed, an event|nor its absence
            COORDINATE|$r : ActionRequested( $h : target ) accumulate( Alert( host == $h ); $n : count(); $n > 3 )|insertLogical( new ActionHeld( $r, HoldReason.OUTSIDE_WINDOW, "" ) );|may not match Alert, an event|nor a count
            COORDINATE|$r : ActionRequested( $h : target ) ScanningAddress( address == $h )|insertLogical( new ActionHeld( $r, HoldReason.OUTSIDE_WINDOW, "" ) );|may not match ScanningAddress, which an event supports|two steps from the event
            COORDINATE|$r : ActionRequested( $h : target ) Proposal( target == $h )|insertLogical( new ActionHeld( $r, HoldReason.OUTSIDE_WINDOW, "" ) );|may not match Proposal|it has been taken out
            COORDINATE|$r : ActionRequested() ApprovalRequired( request == $r )|insertLogical( new ActionHeld( $r, HoldReason.OUTSIDE_WINDOW, "" ) );|may not match ApprovalRequired, which a later phase concludes|the layers would run in a circle
            COORDINATE|Service( $h : name )|insertLogical( new ActionHeld( $h, HoldReason.OUTSIDE_WINDOW, "" ) );|its first pattern is ActionRequested|there is nothing to judge
            """)
    void holdsTheLayers(Phase phase, String left, String right, String message, String reason) {
        List<Policy> policies = new ArrayList<>(Rules.rules()
                .with(phase, "COO-990", left, right)
                .with(
                        Phase.ENRICH,
                        "CON-991",
                        "Alert( kind == Kind.SCAN, $host : host )",
                        "insertLogical( new OnCriticalService( $host, $host, $host ) );")
                .with(
                        Phase.ENRICH,
                        "CON-992",
                        "OnCriticalService( $host : host )",
                        "insertLogical( new ScanningAddress( $host ) );")
                .askingResponders(1)
                .set()
                .policies());

        List<Finding> findings = findings(policies);

        String file = "rules/" + phase.folder() + "/coo_990/policy.drl";
        if (message == null) {
            assertThat(findings).as(reason).isEmpty();
        } else {
            assertThat(findings).as(reason).anySatisfy(finding -> {
                assertThat(finding.file()).isEqualTo(file);
                assertThat(finding.line()).isBetween(3, 8);
                assertThat(finding.message()).contains("Rule of COO-990").contains(message);
            });
        }
    }

    @Test
    void namesTheLineOfWhatCannotBeRead() {
        assertThat(findings(policy(
                        Phase.TIME, "TIM-003", FREEZE.replace("exists ChangeFreeze(", "exists ChangeFreeze((("))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.file()).isEqualTo("rules/timing/hold_isolation_during_freeze/policy.drl");
                    assertThat(finding.line()).isEqualTo(12);
                });
    }

    private static void assertSpoiled(
            Phase phase, String id, String drl, String sound, String spoiled, int line, String message, String reason) {
        String bad = drl.replace(sound.replace("\\n", "\n"), spoiled == null ? "" : spoiled.replace("\\n", "\n"));
        assertThat(bad).as("the row must change something").isNotEqualTo(drl);

        List<Finding> findings = findings(policy(phase, id, bad));

        assertThat(findings).as(reason).anySatisfy(finding -> {
            assertThat(finding.message()).contains(message);
            assertThat(finding.line()).isEqualTo(line);
            assertThat(finding.file()).isEqualTo("rules/" + phase.folder() + "/" + folder(drl) + "/policy.drl");
        });
    }

    private static Policy policy(Phase phase, String id, String drl) {
        String name = drl.contains("package rules.") ? folder(drl) : folder(FREEZE);
        return Rules.policy(phase, id, "rules/" + phase.folder() + "/" + name, drl);
    }

    private static String folder(String drl) {
        return drl.substring(0, drl.indexOf(';')).replaceAll(".*\\.", "");
    }

    private static List<Finding> findings(Policy policy) {
        return findings(List.of(policy));
    }

    private static List<Finding> findings(List<Policy> policies) {
        return DrlLint.check(new RuleSet("test", policies, List.<Capability>of()));
    }
}
