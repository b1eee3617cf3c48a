package dev.tutti.engine;

import dev.tutti.fact.Capability;
import dev.tutti.fact.MandatedFunction;
import dev.tutti.fact.TallyDeclaration;
import dev.tutti.fact.TargetType;
import dev.tutti.policy.Phase;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.Status;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Small rule sets for tests, of which only the left- and the right-hand sides are written. */
final class Rules {

    static final Capability BLOCK = new Capability(
            "firewall.block-ip", "Block an address", TargetType.IP, true, Duration.ofHours(1), Duration.ofHours(24));
    static final Capability ISOLATE = new Capability(
            "edr.isolate-host", "Isolate a host", TargetType.HOST, true, Duration.ofHours(4), Duration.ofHours(24));
    static final Capability TELL = new Capability(
            "chat.post", "Tell somebody", TargetType.RECIPIENT, false, Duration.ofMinutes(15), Duration.ofHours(1));

    static final Capability ASK = new Capability(
            "task.assign",
            "Ask somebody to do something",
            TargetType.RECIPIENT,
            false,
            Duration.ofHours(1),
            Duration.ofHours(8),
            Optional.of(MandatedFunction.TICKET),
            true);

    private static final Pattern TYPE = Pattern.compile("\\b[A-Z][A-Za-z]+\\b");

    /** A compilation takes about a second, and a rule base is immutable, so tests share them. */
    private static final Map<List<Policy>, RuleBase> COMPILED = new ConcurrentHashMap<>();

    private final List<Policy> policies = new ArrayList<>();

    static Rules rules() {
        return new Rules();
    }

    Rules with(Phase phase, String id, String left, String right) {
        return with(phase, id, drl(phase, id, folder(phase, id), left, right));
    }

    /** A policy whose whole text the test writes. */
    Rules with(Phase phase, String id, String drl) {
        policies.add(policy(phase, id, folder(phase, id), drl));
        return this;
    }

    /** Has the policy before this word declare a tally. */
    Rules counting(TallyDeclaration tally) {
        Policy last = policies.remove(policies.size() - 1);
        List<TallyDeclaration> tallies = new ArrayList<>(last.tallies());
        tallies.add(tally);
        policies.add(new Policy(
                last.id(),
                last.title(),
                last.owner(),
                last.status(),
                last.phase(),
                last.risk(),
                last.controls(),
                last.attack(),
                last.capabilities(),
                last.wrongWhen(),
                last.runbook(),
                last.reviewBy(),
                last.folder(),
                last.drl(),
                last.cases(),
                tallies));
        return this;
    }

    /** A judging policy that was put out of force by an error. */
    Rules quarantining(String id, String capability) {
        Policy sound = policy(Phase.MODERATE, id, folder(Phase.MODERATE, id), "");
        policies.add(new Policy(
                id,
                sound.title(),
                sound.owner(),
                Status.QUARANTINED,
                sound.phase(),
                sound.risk(),
                sound.controls(),
                sound.attack(),
                List.of(capability),
                sound.wrongWhen(),
                sound.runbook(),
                sound.reviewBy(),
                sound.folder(),
                sound.drl(),
                sound.cases()));
        return this;
    }

    /** Proposes to isolate the host of every alert about malware. */
    Rules isolatingMalware() {
        return with(
                Phase.RESPOND,
                "RES-900",
                "Alert( kind == Kind.MALWARE, host != \"\", $id : id, $host : host )",
                "insert( new Proposal( $id, \"edr.isolate-host\", $host ) );");
    }

    Rules permittingEverything() {
        return with(
                Phase.MODERATE,
                "MOD-900",
                "$request : ActionRequested()",
                "insertLogical( new ActionPermitted( $request, PermitReason.STANDING_CONSENT, \"a test permits everything\" ) );");
    }

    Rules holdingDuringFreezes() {
        return with(
                Phase.TIME,
                "TIM-900",
                "$request : ActionRequested( $service : service )\n    exists ChangeFreeze( service == $service )",
                "insertLogical( new ActionHeld( $request, HoldReason.CHANGE_FREEZE, \"a change freeze covers \" + $service ) );");
    }

    /** Lets one action at a time be in force on a service. */
    Rules holdingWhileAnotherIsInForce() {
        return with(
                Phase.COORDINATE,
                "COO-900",
                "$request : ActionRequested( $service : service )\n    exists ActionInForce( service == $service )",
                "insertLogical( new ActionHeld( $request, HoldReason.AWAITING_EARLIER_STEP, \"one at a time\" ) );");
    }

    /** Asks this many responders before a host is isolated. */
    Rules askingResponders(int quorum) {
        return with(
                Phase.MODERATE,
                "MOD-902",
                "$request : ActionRequested( capability == \"edr.isolate-host\" )",
                "insertLogical( new ApprovalRequired( $request, ApproverKind.ROLE, \"responder\", " + quorum
                        + ", false, ApprovalReason.HARD_TO_UNDO, \"isolation is hard to undo\" ) );");
    }

    /** Asks one responder before a host is isolated, for an answer within so many minutes. */
    Rules askingWithin(int minutes) {
        return with(
                Phase.MODERATE,
                "MOD-903",
                "$request : ActionRequested( capability == \"edr.isolate-host\" )",
                "insertLogical( new ApprovalRequired( $request, ApproverKind.ROLE, \"responder\", 1, false, " + minutes
                        + ", ApprovalReason.HARD_TO_UNDO, \"isolation is hard to undo\" ) );");
    }

    RuleSet set() {
        return new RuleSet("test", policies, List.of(BLOCK, ISOLATE, TELL, ASK));
    }

    /** The rule base, shared with every test that asks for the same rules; nobody closes it. */
    RuleBase compile() {
        return COMPILED.computeIfAbsent(set().policies(), policies -> compileAnew());
    }

    RuleBase compileAnew() {
        Compilation compilation = RuleBase.compile(set());
        if (compilation instanceof Compilation.Compiled compiled) {
            return compiled.ruleBase();
        }
        throw new AssertionError(compilation);
    }

    static Policy policy(Phase phase, String id, String folder, String drl) {
        return new Policy(
                id,
                "A test's policy",
                "tester",
                Status.ACTIVE,
                phase,
                "none",
                List.of(),
                List.of(),
                List.of(),
                "never",
                "none",
                LocalDate.EPOCH,
                folder,
                drl,
                List.of());
    }

    private static String folder(Phase phase, String id) {
        return "rules/" + phase.folder() + "/" + id.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    private static String drl(Phase phase, String id, String folder, String left, String right) {
        String imports = TYPE.matcher(left + " " + right)
                .results()
                .map(MatchResult::group)
                .distinct()
                .filter(Rules::isOurs)
                .map(name -> "import dev.tutti.fact." + name + ";\n")
                .collect(Collectors.joining());
        return "package " + folder.replace('/', '.') + ";\n" + imports + "rule \"Rule of " + id + "\"\n    @policyId("
                + id + ") ruleflow-group \"" + phase.group() + "\"\nwhen\n    " + left + "\nthen\n    " + right
                + "\nend\n";
    }

    private static boolean isOurs(String name) {
        try {
            Class.forName("dev.tutti.fact." + name);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
