package dev.tutti.decision;

import dev.tutti.fact.AlertReport;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The alerts that their sources revise, as they stood before some inputs and as these inputs change them. What no source
 * revises costs nothing here.
 */
public final class Revisions {

    private final Map<SourceId, AlertSoFar> alerts;
    private final Set<String> firsts = new LinkedHashSet<>();
    private final Map<String, Set<String>> causes = new HashMap<>();
    private final Map<String, Action> actions = new HashMap<>();

    /** @param before what is known of the alerts that may be revised now */
    public Revisions(Map<SourceId, AlertSoFar> before) {
        alerts = new HashMap<>(before);
        before.values().forEach(alert -> firsts.add(alert.first()));
    }

    /** What this report is to an alert that is known; empty when it is no update. */
    public Optional<Revision> of(AlertReport report) {
        if (!report.details().revisable()) {
            return Optional.empty();
        }
        return Optional.ofNullable(alerts.get(SourceId.of(report))).map(alert -> alert.next(report, asked(alert)));
    }

    /** Takes what an input came to. */
    public void follow(Conclusion conclusion) {
        if (conclusion.input() instanceof Input.AlertReceived received
                && received.report().details().revisable()
                && !received.conflict()) {
            boolean decided =
                    conclusion.decisions().stream().noneMatch(decision -> decision.headline() == Headline.SET_ASIDE);
            follow(received, decided);
        }
        if (!firsts.isEmpty()) {
            conclusion.actions().forEach(action -> actions.put(action.id(), action));
            conclusion.causes().stream()
                    .filter(cause -> firsts.contains(cause.alertId()))
                    .forEach(cause -> causes.computeIfAbsent(cause.alertId(), first -> new LinkedHashSet<>())
                            .add(cause.actionId()));
        }
    }

    private void follow(Input.AlertReceived received, boolean decided) {
        Optional<Revision> revision = received.update();
        alerts.compute(SourceId.of(received.report()), (id, before) -> {
            if (before == null || revision.isEmpty()) {
                firsts.add(received.alertId());
                return decided ? AlertSoFar.of(received) : AlertSoFar.undecided(received);
            }
            return decided ? before.with(received.report(), revision.get().stale()) : before.withUndecided();
        });
    }

    /** What is open is not missed when it is not among these: it is asked for together with whoever asks for the same. */
    private List<Revision.Asked> asked(AlertSoFar alert) {
        Map<String, Revision.Asked> asked = new LinkedHashMap<>();
        alert.asked().forEach(before -> asked.put(before.actionId(), before));
        for (String actionId : causes.getOrDefault(alert.first(), Set.of())) {
            Optional.ofNullable(actions.get(actionId))
                    .ifPresent(action ->
                            asked.putIfAbsent(actionId, new Revision.Asked(actionId, action.sameness(), false)));
        }
        asked.keySet()
                .removeIf(actionId -> Optional.ofNullable(actions.get(actionId))
                        .filter(Action::endedWithItsAlerts)
                        .isPresent());
        return List.copyOf(asked.values());
    }
}
