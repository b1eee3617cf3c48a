package dev.tutti.replay;

import dev.tutti.fact.Asset;
import dev.tutti.fact.Capability;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Person;
import dev.tutti.fact.Service;
import dev.tutti.fact.TargetType;
import dev.tutti.policy.CaseFile;
import dev.tutti.policy.Estate;
import dev.tutti.policy.Phase;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.Status;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A tiny rule set whose policies are one line each, and one case told about the first of them. */
final class Told {

    private static final String ISOLATION = "edr.isolate-host";

    private final List<Policy> policies = new ArrayList<>();

    static Told rules() {
        return new Told();
    }

    /** Proposes to isolate the host of every alert about malware. */
    Told proposing() {
        return policy(
                Phase.RESPOND,
                "RES-900",
                "Alert( kind == Kind.MALWARE, host != \"\", $id : id, $host : host )",
                "insert( new Proposal( $id, \"edr.isolate-host\", $host ) );");
    }

    /** Proposes to tell the channel of the evidence that an isolation brought. */
    Told followingUp() {
        return policy(
                Phase.RESPOND,
                "RES-901",
                "ActionResult( capability == \"edr.isolate-host\", name == \"evidence\", $what : value, $alert : alertId )",
                "insert( new Proposal( $alert, \"chat.post\", \"#soc\", \"text\", $what ) );");
    }

    Told permitting(String id) {
        return judging(id, "", "ActionPermitted( $request, PermitReason.STANDING_CONSENT, \"consented\" )");
    }

    Told denying(String id) {
        return judging(id, "", "ActionDenied( $request, DenyReason.DISAPPROVED, \"never\" )");
    }

    /** Concludes a finding of everything of the kind FEED that is overdue. */
    Told findingStaleFeeds(String id) {
        return policy(
                Phase.ENRICH,
                id,
                "Overdue( kind == UpkeepKind.FEED, $id : id, $owner : owner )",
                "insertLogical( new Finding( FindingKind.STALE, $id, $owner, \"it is old\" ) );");
    }

    Told holdingInFreezes(String id) {
        return judging(
                id,
                "exists ChangeFreeze( service == $service )",
                "ActionHeld( $request, HoldReason.CHANGE_FREEZE, \"frozen\" )");
    }

    Told holdingInWindows(String id) {
        return judging(
                id,
                "exists MaintenanceWindow( service == $service )",
                "ActionHeld( $request, HoldReason.OUTSIDE_WINDOW, \"in the window\" )");
    }

    Told askingAResponder(String id) {
        return judging(
                id,
                "",
                "ApprovalRequired( $request, ApproverKind.ROLE, \"responder\", 1, false, ApprovalReason.CRITICAL_SERVICE, \"grave\" )");
    }

    Told telling(String id) {
        return judging(id, "", "NoticeRequired( $request, \"petra\", NoticeReason.OWNER_INFORMED, \"look\" )");
    }

    Told inStatus(Status status) {
        Policy last = policies.remove(policies.size() - 1);
        policies.add(last.as(status));
        return this;
    }

    private Told judging(String id, String condition, String judgement) {
        return policy(
                Phase.MODERATE,
                id,
                "$request : ActionRequested( capability == \"" + ISOLATION + "\", $service : service )\n    "
                        + condition,
                "insertLogical( new " + judgement + " );");
    }

    private Told policy(Phase phase, String id, String left, String right) {
        String folder =
                "rules/" + phase.folder() + "/" + id.toLowerCase(Locale.ROOT).replace('-', '_');
        String drl = "package " + folder.replace('/', '.') + ";\nimport dev.tutti.fact.*;\nrule \"Rule of " + id
                + "\"\n    @policyId(" + id + ") ruleflow-group \"" + phase.group() + "\"\nwhen\n    " + left
                + "\nthen\n    " + right + "\nend\n";
        policies.add(new Policy(
                id,
                "A test's policy",
                "tester",
                Status.ACTIVE,
                phase,
                "none",
                List.of(),
                List.of(),
                List.of(ISOLATION),
                "never",
                "none",
                LocalDate.EPOCH,
                folder,
                drl,
                List.of()));
        return this;
    }

    /** Plays a case of the first policy; a line of YAML is a moment and what happens, or what is to come of it. */
    CaseResult played(String header, List<String> given, List<String> expect) {
        return runner(header, given, expect);
    }

    CaseResult played(List<String> given, List<String> expect) {
        return runner("kind: near-miss", given, expect);
    }

    private CaseResult runner(String header, List<String> given, List<String> expect) {
        try (CaseRunner runner = new CaseRunner(set(header, given, expect), estate())) {
            return runner.run(runner.cases().get(0));
        }
    }

    /** The rules, of which the first has this case. */
    RuleSet set(String header, List<String> given, List<String> expect) {
        String text = "title: a case of a test\n" + header + "\ngiven:\n" + items(given) + "expect:\n" + items(expect);
        Policy first = policies.get(0);
        List<Policy> all = new ArrayList<>(policies);
        all.set(
                0,
                new Policy(
                        first.id(),
                        first.title(),
                        first.owner(),
                        first.status(),
                        first.phase(),
                        first.risk(),
                        first.controls(),
                        first.attack(),
                        first.capabilities(),
                        first.wrongWhen(),
                        first.runbook(),
                        first.reviewBy(),
                        first.folder(),
                        first.drl(),
                        List.of(new CaseFile(first.folder() + "/cases/x.yaml", text))));
        return new RuleSet("test", all, capabilities());
    }

    private static String items(List<String> lines) {
        StringBuilder items = new StringBuilder();
        for (String line : lines) {
            int space = line.indexOf(' ');
            items.append("  - at: 2026-03-01T")
                    .append(line, 0, space)
                    .append("Z\n    ")
                    .append(line.substring(space + 1))
                    .append('\n');
        }
        return items.toString();
    }

    private static List<Capability> capabilities() {
        return List.of(
                new Capability(ISOLATION, "Isolate", TargetType.HOST, true, Duration.ofHours(4), Duration.ofHours(24)),
                new Capability(
                        "chat.post", "Tell", TargetType.RECIPIENT, false, Duration.ofHours(1), Duration.ofHours(1)),
                new Capability(
                        "task.assign",
                        "Ask somebody",
                        TargetType.RECIPIENT,
                        false,
                        Duration.ofHours(1),
                        Duration.ofHours(8),
                        Optional.empty(),
                        true));
    }

    static Estate estate() {
        return new Estate(
                List.of(new Service("payments", "petra", Criticality.NORMAL)),
                List.of(new Asset("pay-db-1", "payments", List.of("10.0.1.5"))),
                List.of(
                        new Person("petra", List.of("owner")),
                        new Person("ada", List.of("responder")),
                        new Person("bela", List.of("responder"))));
    }
}
