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

    private RuleSets() {}

    /** All that is shipped. */
    static RuleSet shipped() {
        return RuleSetReading.read(Path.of("rules")).ruleSet().orElseThrow();
    }

    /** So many rules; all but the two are of the shapes that are shipped, look at every alert or request, and stay silent. */
    static RuleSet ofSize(int rules) {
        RuleSet shipped = shipped();
        List<Policy> policies = new ArrayList<>(shipped.policies().stream()
                .filter(policy -> SPEAKING.contains(policy.id()))
                .toList());
        for (int i = 0; policies.size() * RULES_PER_POLICY - SPEAKING.size() < rules; i++) {
            policies.add(silent(i, policies.get(0)));
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
        return new Policy(
                (phase == Phase.RESPOND ? "RES-" : "COO-") + (1_000 + number),
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
                drl.toString(),
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
