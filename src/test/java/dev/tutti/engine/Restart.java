package dev.tutti.engine;

import dev.tutti.decision.Action;
import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Cause;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Docket;
import dev.tutti.decision.FactChanges;
import dev.tutti.decision.Input;
import dev.tutti.decision.Origin;
import dev.tutti.decision.Tallies;
import dev.tutti.decision.TallyBucket;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A partition that begins anew from what a journal would have kept of what another one concluded. */
final class Restart {

    private Restart() {}

    static Partition of(Stage stage) {
        RuleBase ruleBase = stage.rules().compile();
        Map<String, Context> context = new LinkedHashMap<>();
        Tallies tallies = new Tallies(ruleBase.tallies());
        FactChanges nowhere = new FactChanges();
        Map<String, Action> actions = new LinkedHashMap<>();
        Map<String, List<Cause>> causes = new HashMap<>();
        List<Rebuild.Heard> alerts = new ArrayList<>();
        List<BudgetLedger.Debit> debits = new ArrayList<>();
        long horizon = stage.partition.now() - EventLife.MILLIS - AlertReport.LATE_MILLIS;
        for (Conclusion conclusion : stage.heard) {
            conclusion.tallies().counting().forEach(start -> tallies.resume(List.of(start)));
            if (conclusion.input() instanceof Input.ContextStated stated) {
                context.put(stated.fact().factId(), stated.fact());
            } else if (conclusion.input() instanceof Input.ContextEnded ended) {
                context.remove(ended.factId());
            } else if (conclusion.input() instanceof Input.AlertReceived received && conclusion.at() >= horizon) {
                alerts.add(new Rebuild.Heard(conclusion.at(), received));
            }
            conclusion.recorded().ended().forEach(context::remove);
            conclusion.recorded().stated().forEach(fact -> context.put(fact.factId(), fact));
            conclusion.actions().forEach(action -> actions.put(action.id(), action));
            conclusion
                    .causes()
                    .forEach(cause -> causes.computeIfAbsent(cause.actionId(), id -> new ArrayList<>())
                            .add(cause));
            debits.addAll(conclusion.debits());
        }
        actions.values().removeIf(Action::closed);
        causes.replaceAll((action, of) -> of.stream()
                .map(cause -> asTheAlertIsNow(cause, action, stage.heard))
                .toList());
        tallies.turn(stage.partition.now(), nowhere);
        Map<List<Object>, TallyBucket> rows = new LinkedHashMap<>();
        stage.heard.stream()
                .flatMap(conclusion -> conclusion.tallies().buckets().stream())
                .forEach(bucket -> rows.put(List.of(bucket.key(), bucket.startsAt()), bucket));
        rows.values().stream()
                .filter(bucket -> bucket.expiresAt() > stage.partition.now())
                .forEach(tallies::restore);
        return Rebuild.of(
                ruleBase,
                new Docket(Stage.terms(stage.rules()), new BudgetLedger(debits)),
                tallies,
                stage.partition.sequence(),
                stage.partition.now(),
                context.values(),
                actions.values(),
                causes,
                alerts,
                done -> {});
    }

    /** As the newest report of the alert says, which came after it had become a cause. */
    private static Cause asTheAlertIsNow(Cause cause, String actionId, List<Conclusion> heard) {
        long since = heard.stream()
                .filter(conclusion -> conclusion.causes().stream()
                        .anyMatch(each -> each.actionId().equals(actionId)
                                && each.alertId().equals(cause.alertId())))
                .findFirst()
                .orElseThrow()
                .sequence();
        return heard.stream()
                .filter(conclusion -> conclusion.input() instanceof Input.AlertReceived received
                        && received.factId().equals(cause.alertId())
                        && received.update().isPresent()
                        && !received.stale())
                .reduce((earlier, later) -> later)
                .map(newest -> {
                    Input.AlertReceived received = (Input.AlertReceived) newest.input();
                    return new Cause(
                            cause.actionId(),
                            cause.alertId(),
                            Origin.of(received.report().arrive(cause.alertId(), newest.at())),
                            cause.elsewhere(),
                            cause.repeat(),
                            received.report().resolved() && newest.sequence() > since);
                })
                .orElse(cause);
    }
}
