package dev.tutti.conductor;

import dev.tutti.engine.Compilation;
import dev.tutti.engine.RuleBase;
import dev.tutti.fact.Capability;
import dev.tutti.fact.TargetType;
import dev.tutti.policy.Phase;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.Status;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Policies that bring an engine down, each beside sound ones that isolate hosts with malware at once. */
final class HostileRules {

    /** Re-inserts for ever, on a scan. */
    static final Policy LOOP = policy("CON-991", Phase.ENRICH, "rules/concepts/loop", """
            rule "A scanning address begets another"
                @policyId(CON-991) ruleflow-group "enrich"
            when
                ScanningAddress( $address : address )
            then
                insert( new ScanningAddress( $address + "0" ) );
            end
            rule "An address scans"
                @policyId(CON-991) ruleflow-group "enrich"
            when
                Alert( kind == Kind.SCAN, $address : sourceIp )
            then
                insert( new ScanningAddress( $address ) );
            end
            """);

    /** Throws in a condition, on a scan without techniques. */
    static final Policy THROWS = policy("CON-992", Phase.ENRICH, "rules/concepts/throwing", """
            rule "The first technique counts"
                @policyId(CON-992) ruleflow-group "enrich"
            when
                Alert( kind == Kind.SCAN, techniques[0] == "T1110", $address : sourceIp )
            then
                insertLogical( new ScanningAddress( $address ) );
            end
            """);

    /** Throws likewise, and relies on no concept. */
    static final Policy THROWS_TOO = policy("RES-997", Phase.RESPOND, "rules/response/throwing", """
            rule "The second technique counts"
                @policyId(RES-997) ruleflow-group "respond"
            when
                Alert( kind == Kind.SCAN, techniques[1] == "T1110", $id : id )
            then
                insert( new Proposal( $id, "edr.isolate-host", $id ) );
            end
            """);

    /** Throws, and nobody can say whose rule it is, since it does not name its policy. */
    static final Policy NAMELESS =
            policy("CON-993", Phase.ENRICH, "rules/concepts/nameless", """
            rule "Nobody knows this rule"
                ruleflow-group "enrich"
            when
                Alert( kind == Kind.SCAN, $address : sourceIp )
            then
                insert( new ScanningAddress( $address.substring( 1000 ) ) );
            end
            """, "rules.concepts.elsewhere");

    /** Throws on a person called poison, and nobody can say whose rule it is. */
    static final Policy NAMELESS_OF_PEOPLE =
            policy("CON-989", Phase.ENRICH, "rules/concepts/people", """
            rule "Nobody knows this rule of people"
                ruleflow-group "enrich"
            when
                Person( name == "poison", $name : name )
            then
                insert( new ScanningAddress( $name.substring( 1000 ) ) );
            end
            """, "rules.concepts.of.people");

    /** Backtracks for seconds, on a scan with many commas in its title. */
    static final Policy REGEX = policy("CON-994", Phase.ENRICH, "rules/concepts/regex", """
            rule "A title with many commas"
                @policyId(CON-994) ruleflow-group "enrich"
            when
                Alert( kind == Kind.SCAN, title matches "(.*,){9}P", $address : sourceIp )
            then
                insertLogical( new ScanningAddress( $address ) );
            end
            """);

    /** Joins everything that was observed in a scan with everything, four times. */
    static final Policy JOIN = policy("CON-995", Phase.ENRICH, "rules/concepts/join", """
            rule "Everything beside everything"
                @policyId(CON-995) ruleflow-group "enrich"
            when
                Observed( $id : alertId, $value : value )
                Observed( alertId == $id )
                Observed( alertId == $id )
                Observed( alertId == $id, value < $value + "1", value > $value + "2" )
            then
                insertLogical( new ScanningAddress( $id ) );
            end
            """);

    /** Denies the isolation of hosts by throwing. */
    static final Policy DENIAL = policy("MOD-996", Phase.MODERATE, "rules/moderation/denial", """
            rule "Never isolate what has no twelfth cause"
                @policyId(MOD-996) ruleflow-group "moderate"
            when
                $request : ActionRequested( capability == "edr.isolate-host", parameters[11] == null )
            then
                insertLogical( new ActionDenied( $request, DenyReason.DISPROPORTIONATE, "a test says so" ) );
            end
            """);

    private static final Policy ISOLATE = policy("RES-990", Phase.RESPOND, "rules/response/isolate", """
            rule "Isolate hosts with malware"
                @policyId(RES-990) ruleflow-group "respond"
            when
                Alert( kind == Kind.MALWARE, $id : id, $host : host )
            then
                insert( new Proposal( $id, "edr.isolate-host", $host ) );
            end
            """);

    private static final Policy PERMIT = policy("MOD-990", Phase.MODERATE, "rules/moderation/permit", """
            rule "Isolate at once"
                @policyId(MOD-990) ruleflow-group "moderate"
            when
                $request : ActionRequested( capability == "edr.isolate-host" )
            then
                insertLogical( new ActionPermitted( $request, PermitReason.STANDING_CONSENT, "a test says so" ) );
            end
            """);

    private HostileRules() {}

    /** The sound ones and this. */
    static Rulebook with(Policy... hostile) {
        List<Policy> policies =
                Stream.concat(Stream.of(ISOLATE, PERMIT), Stream.of(hostile)).toList();
        Capability isolate = new Capability(
                "edr.isolate-host", "Isolate a host", TargetType.HOST, true, Duration.ofHours(4), Duration.ofHours(24));
        RuleSet ruleSet = new RuleSet("hostile", policies, List.of(isolate));
        return new Rulebook(ruleSet, ((Compilation.Compiled) RuleBase.compile(ruleSet)).ruleBase());
    }

    private static Policy policy(String id, Phase phase, String folder, String rules) {
        return policy(id, phase, folder, rules, folder.replace('/', '.'));
    }

    private static Policy policy(String id, Phase phase, String folder, String rules, String packageName) {
        String imports = Stream.of(
                        "ActionDenied",
                        "ActionPermitted",
                        "ActionRequested",
                        "Alert",
                        "DenyReason",
                        "Kind",
                        "Observed",
                        "PermitReason",
                        "Person",
                        "Proposal",
                        "ScanningAddress")
                .map(type -> "import dev.tutti.fact." + type + ";\n")
                .reduce("", String::concat);
        return new Policy(
                id,
                "A hostile policy",
                "tester",
                Status.ACTIVE,
                phase,
                "none",
                List.of(),
                List.of(),
                List.of("edr.isolate-host"),
                "always",
                "none",
                LocalDate.EPOCH,
                folder,
                "package " + packageName + ";\n" + imports + rules,
                List.of());
    }
}
