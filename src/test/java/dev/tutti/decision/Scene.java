package dev.tutti.decision;

import dev.tutti.fact.ActionDenied;
import dev.tutti.fact.ActionHeld;
import dev.tutti.fact.ActionPermitted;
import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.ApprovalReason;
import dev.tutti.fact.ApprovalRequired;
import dev.tutti.fact.ApproverKind;
import dev.tutti.fact.BudgetApplies;
import dev.tutti.fact.BudgetReason;
import dev.tutti.fact.DenyReason;
import dev.tutti.fact.HoldReason;
import dev.tutti.fact.Judgement;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.NoticeReason;
import dev.tutti.fact.NoticeRequired;
import dev.tutti.fact.PermitReason;
import dev.tutti.fact.TargetType;
import java.util.List;
import java.util.Map;

/**
 * One organisation for all tests here. Its people are named after their roles: {@code responder1} holds {@code responder},
 * {@code lead1} holds {@code lead}, {@code responder-lead} holds both.
 */
final class Scene {

    static final long NOW = 1_772_359_500_000L;
    static final long HOUR = 3_600_000L;
    static final String DIGEST = "what was seen";

    static final Electorate PEOPLE = (person, kind, approver) ->
            kind == ApproverKind.PERSON ? person.equals(approver) : person.contains(approver);

    final BudgetLedger budgets = new BudgetLedger();
    final Combination combination = new Combination();
    final ActionRequested request;
    NoTouchList noTouch = new NoTouchList(List.of(new NoTouch("10.0.0.53", "the resolver")));
    Map<String, List<String>> quarantined = Map.of();
    List<String> aliases = List.of();
    long now = NOW;

    Scene() {
        this(action("action-1"));
    }

    Scene(ActionRequested request) {
        this.request = request;
    }

    static ActionRequested action(String id) {
        return action(id, "198.51.100.7", "");
    }

    static ActionRequested action(String id, String target, String proposer) {
        return new ActionRequested(id, "default", "firewall.block-ip", target, List.of(), "payments", proposer);
    }

    Surroundings surroundings() {
        return new Surroundings(PEOPLE, noTouch, aliases, budgets, quarantined, now, HOUR, DIGEST);
    }

    Ruling combine(List<Judged> judgements, List<Vote> votes) {
        return combination.combine(request, TargetType.IP, judgements, votes, surroundings());
    }

    Ruling combine(Judged... judgements) {
        return combine(List.of(judgements), List.of());
    }

    static Judged judged(Judgement judgement, String... policies) {
        return new Judged(judgement, List.of(policies));
    }

    Judged permit() {
        return judged(new ActionPermitted(request, PermitReason.LOW_IMPACT, "small effect"), "MOD-001");
    }

    Judged deny() {
        return judged(new ActionDenied(request, DenyReason.DISPROPORTIONATE, "worse than the scan"), "COO-001");
    }

    Judged hold() {
        return judged(new ActionHeld(request, HoldReason.CHANGE_FREEZE, "a freeze covers payments"), "TIM-003");
    }

    Judged notice() {
        return judged(new NoticeRequired(request, "owner", NoticeReason.OWNER_INFORMED, "told"), "COO-002");
    }

    Judged approval(String role, int quorum, boolean separate) {
        return judged(
                new ApprovalRequired(
                        request,
                        ApproverKind.ROLE,
                        role,
                        quorum,
                        separate,
                        ApprovalReason.CRITICAL_SERVICE,
                        "critical"),
                "MOD-002");
    }

    Judged budget(String name, int limit) {
        return judged(
                new BudgetApplies(request, name, limit, 60, "lead", 1, BudgetReason.BLAST_RADIUS, "blast radius"),
                "MOD-003");
    }

    Vote vote(String person, Verdict verdict) {
        return new Vote(request.id(), person, verdict, "", DIGEST, NOW - 1_000);
    }

    Vote yes(String person) {
        return vote(person, Verdict.APPROVE);
    }

    Vote no(String person) {
        return vote(person, Verdict.DISAPPROVE);
    }

    static Requirement requirement(String role, int quorum, boolean separate) {
        return new Requirement(
                ApproverKind.ROLE, role, quorum, separate, ApprovalReason.CRITICAL_SERVICE, "critical", List.of());
    }
}
