package dev.tutti.benchmarks;

import dev.tutti.policy.Phase;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.RuleSetReading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Rule sets of any size around two shipped policies, one that proposes and one that permits. */
final class RuleSets {

    /** One rule each: block the source of a credential attack; permit that for foreign addresses. */
    private static final Set<String> SPEAKING = Set.of("RES-004", "MOD-001");

    private static final int RULES_PER_POLICY = 2;

    /** Without rules that look back no event outlives its step; these two keep each for its whole life, and stay silent. */
    private static final String JOIN = """
            package rules.respond.lasting;
            import dev.tutti.fact.*;
            rule "Block an address that scans us"
                @policyId(RES-900) ruleflow-group "respond"
            when
                ScanningAddress( $address : address )
                Alert( sourceIp == $address, $alert : id )
            then
                insert( new Proposal( $alert, "firewall.block-ip", $address ) );
            end
            """;

    private static final String WINDOW = """
            package rules.enrich.lasting;
            import dev.tutti.fact.*;
            rule "Many alerts within five minutes make a scanning address"
                @policyId(CON-900) ruleflow-group "enrich"
            when
                groupby( Alert( sourceIp != "", $ip : sourceIp ) over window:time( 5m );
                         $address : $ip;
                         $alerts : count();
                         $alerts >= 1000 )
            then
                insertLogical( new ScanningAddress( $address ) );
            end
            """;

    private RuleSets() {}

    /** So many rules; all but two are of the shapes that are shipped, look at every alert or request, and stay silent. */
    static RuleSet ofSize(int rules) {
        RuleSet shipped = RuleSetReading.read(Path.of("rules")).ruleSet().orElseThrow();
        List<Policy> policies = new ArrayList<>(shipped.policies().stream()
                .filter(policy -> SPEAKING.contains(policy.id()))
                .toList());
        Policy like = policies.get(0);
        policies.add(policy("RES-900", Phase.RESPOND, "rules/respond/lasting", JOIN, like));
        policies.add(policy("CON-900", Phase.ENRICH, "rules/enrich/lasting", WINDOW, like));
        int apart = policies.size();
        for (int i = 0; apart + i * RULES_PER_POLICY < rules; i++) {
            policies.add(silent(i, like));
        }
        return new RuleSet("size-" + rules, policies, shipped.capabilities());
    }

    private static Policy silent(int number, Policy like) {
        Phase phase = switch (number % 5) {
            case 0 -> Phase.COORDINATE;
            case 1 -> Phase.TIME;
            default -> Phase.RESPOND;
        };
        String folder = "rules/" + phase.name().toLowerCase(Locale.ROOT) + "/silent_" + number;
        StringBuilder drl = new StringBuilder("package " + folder.replace('/', '.') + ";\nimport dev.tutti.fact.*;\n");
        for (int i = 0; i < RULES_PER_POLICY; i++) {
            drl.append("rule \"Silent ").append(number).append(' ').append(i).append("\"\n    @policyId(");
            drl.append(phase == Phase.RESPOND ? "RES-" : "COO-").append(1_000 + number);
            drl.append(") ruleflow-group \"").append(phase.group()).append("\"\nwhen\n");
            drl.append(phase == Phase.RESPOND ? proposing(number, i) : holding(number, i))
                    .append("end\n");
        }
        String id = (phase == Phase.RESPOND ? "RES-" : "COO-") + (1_000 + number);
        return policy(id, phase, folder, drl.toString(), like);
    }

    private static Policy policy(String id, Phase phase, String folder, String drl, Policy like) {
        return new Policy(
                id,
                like.title(),
                like.owner(),
                like.status(),
                phase,
                like.risk(),
                like.controls(),
                like.attack(),
                like.capabilities(),
                like.wrongWhen(),
                like.runbook(),
                like.reviewBy(),
                folder,
                drl,
                List.of());
    }

    private static String proposing(int number, int i) {
        return "    Alert( kind == Kind.CREDENTIAL, severity in ( Severity.HIGH, Severity.CRITICAL ), rule == \""
                + number
                + "-" + i + "\", $ip : sourceIp, $alert : id )\nthen\n"
                + "    insert( new Proposal( $alert, \"firewall.block-ip\", $ip ) );\n";
    }

    private static String holding(int number, int i) {
        return "    $request : ActionRequested( capability == \"firewall.block-ip\", service == \"" + number + "-" + i
                + "\" )\nthen\n    insertLogical( new ActionHeld( $request, HoldReason.CHANGE_FREEZE, \"held\" ) );\n";
    }
}
