package dev.tutti.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Puts what happened into sentences and into one order. */
final class Timeline {

    /** In the order in which things follow from each other at one place of the journal: what was heard comes first. */
    enum Kind {
        ALERT,
        REVISION,
        VOTE,
        FIRING,
        DECISION,
        ACTION,
        JUDGEMENT,
        TRANSITION,
        ATTEMPT,
        OUTCOME,
        END
    }

    /**
     * @param sequence the place in the journal; of an attempt and its outcome, the place at which it was ordered
     * @param text one sentence for a person
     * @param by the person, the source, the connector or the part of Tutti that did it
     * @param policies ids of the policies that it stands on
     * @param ref what it is about: {@code alert:}, {@code firing:} or {@code action:} and an id
     */
    record Entry(Instant at, long sequence, Kind kind, String text, String by, List<String> policies, String ref) {}

    /** The judgements on an action after an input that changed them, and before it. */
    record Judging(String actionId, Instant at, long sequence, JsonNode before, JsonNode after) {}

    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::at).thenComparing(Entry::sequence).thenComparing(Entry::kind);

    private final List<Entry> entries = new ArrayList<>();

    /** Sorted; entries that share time, place and kind stay in the order in which they were added. */
    List<Entry> entries() {
        return entries.stream().sorted(ORDER).toList();
    }

    void add(Alerts.Item alert) {
        String conflict = alert.conflict() ? ", under a source id that another report had before" : "";
        String again = alert.deliveries() > 1 ? ", %d times in all".formatted(alert.deliveries()) : "";
        String update = alert.updates().isEmpty()
                ? ""
                : ", change %d of alert %s".formatted(alert.revision(), alert.updates()) + late(alert.stale());
        String text = "%s reported \"%s\" (%s, %s)%s%s%s"
                .formatted(alert.source(), alert.title(), alert.kind(), alert.severity(), again, conflict, update);
        add(alert.receivedAt(), alert.sequence(), Kind.ALERT, text, alert.source(), List.of(), "alert:" + alert.id());
    }

    /** Each with what it changed. */
    void add(Alerts.Item alert, List<AlertRevisions.Item> revisions) {
        String title = alert.title();
        String severity = alert.severity();
        String status = alert.status();
        for (AlertRevisions.Item revision : revisions) {
            List<String> changes = new ArrayList<>();
            change("title", title, revision.title(), changes);
            change("severity", severity, revision.severity(), changes);
            change("status", status, revision.status(), changes);
            String text = "%s sent it again: %s%s"
                    .formatted(
                            revision.source(),
                            changes.isEmpty() ? "same title, severity and status" : String.join(", ", changes),
                            late(revision.stale()));
            String ref = "alert:" + revision.id();
            add(revision.receivedAt(), revision.sequence(), Kind.REVISION, text, revision.source(), List.of(), ref);
            if (!revision.stale()) {
                title = revision.title();
                severity = revision.severity();
                status = revision.status();
            }
        }
    }

    private static void change(String what, String before, String after, List<String> changes) {
        if (!before.equals(after)) {
            changes.add("%s from \"%s\" to \"%s\"".formatted(what, before, after));
        }
    }

    private static String late(boolean stale) {
        return stale ? "; a newer report had come before, so it changes nothing" : "";
    }

    void add(Firings.Item firing) {
        String concluded = firing.concluded().stream()
                .map(factId -> factId.split(":", 2)[0])
                .distinct()
                .collect(Collectors.joining(", "));
        String text = "Rule \"%s\" of %s fired%s"
                .formatted(firing.rule(), firing.policyId(), concluded.isEmpty() ? "" : " and concluded " + concluded);
        List<String> policies = List.of(firing.policyId());
        add(firing.at(), firing.sequence(), Kind.FIRING, text, "policies", policies, "firing:" + firing.id());
    }

    void add(Decisions.Item decision) {
        String items = StreamSupport.stream(decision.items().spliterator(), false)
                .map(item -> "%s on %s is %s"
                        .formatted(
                                item.path("capability").asText(),
                                item.path("target").asText(),
                                item.path("ruling").asText()))
                .collect(Collectors.joining(", "));
        Set<String> policies = new LinkedHashSet<>();
        decision.items().forEach(item -> policies.addAll(policies(item.path("grounds"))));
        String text = "Decided %s: %s".formatted(decision.headline(), items.isEmpty() ? "nothing is done" : items);
        String ref = "alert:" + decision.alertId();
        add(decision.at(), decision.sequence(), Kind.DECISION, text, "policies", sorted(policies), ref);
    }

    void add(ActionDetails details) {
        Actions.Item action = details.action();
        String ref = "action:" + action.id();
        String by = action.proposer().isEmpty() ? "policies" : action.proposer();
        add(
                action.openedAt(),
                action.openedSequence(),
                Kind.ACTION,
                "%s was asked for".formatted(action.what()),
                by,
                List.of(),
                ref);
        for (Actions.Vote vote : action.votes()) {
            add(vote.at(), vote.sequence(), Kind.VOTE, sentence(vote, action), vote.person(), List.of(), ref);
        }
        for (ActionDetails.Transition step : details.transitions()) {
            String text =
                    "%s went from %s to %s%s".formatted(action.what(), step.from(), step.to(), because(step.grounds()));
            List<String> policies = sorted(policies(step.grounds()));
            add(step.at(), step.sequence(), Kind.TRANSITION, text, step.by(), policies, ref);
        }
        for (ActionDetails.Attempt attempt : details.attempts()) {
            add(attempt, details, ref);
        }
        addEnd(details, ref);
    }

    /** How many alerts it swallowed is said when it is over; until then the action itself tells how many there are so far. */
    private void addEnd(ActionDetails details, String ref) {
        Actions.Item action = details.action();
        long repeats = details.swallowed().repeats();
        if (action.closed() && repeats > 0) {
            String text = "%s is over; it swallowed %d further %s"
                    .formatted(action.what(), repeats, repeats == 1 ? "alert" : "alerts");
            add(action.changedAt(), details.swallowed().changedSequence(), Kind.END, text, "tutti", List.of(), ref);
        }
    }

    private void add(ActionDetails.Attempt attempt, ActionDetails details, String ref) {
        boolean undo = attempt.operation().equals("UNDO");
        long ordered = details.ordered(attempt);
        String text = "%s was called to %s %s, attempt %d"
                .formatted(
                        attempt.connector(),
                        undo ? "undo" : "do",
                        details.action().what(),
                        attempt.number());
        add(attempt.startedAt(), ordered, Kind.ATTEMPT, text, attempt.connector(), List.of(), ref);
        if (!attempt.finishedAt().isEmpty()) {
            String outcome = "%s answered %s%s"
                    .formatted(
                            attempt.connector(),
                            attempt.result(),
                            attempt.detail().isEmpty() ? "" : ": " + attempt.detail());
            Instant finished = Instant.parse(attempt.finishedAt());
            add(finished, ordered, Kind.OUTCOME, outcome, attempt.connector(), List.of(), ref);
        }
    }

    /** Tells the judgements that came, and those that no longer stand. */
    void add(Judging judging) {
        Set<JsonNode> before = elements(judging.before());
        Set<JsonNode> after = elements(judging.after());
        after.stream().filter(each -> !before.contains(each)).forEach(each -> judged(judging, "", each));
        before.stream()
                .filter(each -> !after.contains(each))
                .forEach(each -> judged(judging, "No longer stands: ", each));
    }

    private void judged(Judging judging, String prefix, JsonNode judged) {
        JsonNode judgement = judged.path("judgement");
        String text = "%s%s %s: %s"
                .formatted(
                        prefix,
                        judgement.path("type").asText(),
                        judgement.path("reason").asText(),
                        judgement.path("text").asText());
        List<String> policies = texts(judged.path("policies"));
        add(
                judging.at(),
                judging.sequence(),
                Kind.JUDGEMENT,
                text,
                "policies",
                policies,
                "action:" + judging.actionId());
    }

    private static String sentence(Actions.Vote vote, Actions.Item action) {
        String reason = vote.reason().isEmpty() ? "" : ": " + vote.reason();
        return vote.refusal().isEmpty()
                ? "%s said %s of %s%s".formatted(vote.person(), vote.verdict(), action.what(), reason)
                : "%s said %s of %s, which does not count (%s)%s"
                        .formatted(vote.person(), vote.verdict(), action.what(), vote.refusal(), reason);
    }

    private static String because(JsonNode grounds) {
        return grounds.isEmpty()
                ? ""
                : StreamSupport.stream(grounds.spliterator(), false)
                        .map(ground -> "%s (%s)"
                                .formatted(
                                        ground.path("text").asText(),
                                        ground.path("reason").asText()))
                        .collect(Collectors.joining("; ", ": ", ""));
    }

    private static List<String> policies(JsonNode grounds) {
        return StreamSupport.stream(grounds.spliterator(), false)
                .flatMap(ground -> texts(ground.path("policies")).stream())
                .toList();
    }

    private static List<String> sorted(Iterable<String> policies) {
        return StreamSupport.stream(policies.spliterator(), false)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Set<JsonNode> elements(JsonNode array) {
        Set<JsonNode> elements = new LinkedHashSet<>();
        array.forEach(elements::add);
        return elements;
    }

    private void add(Instant at, long sequence, Kind kind, String text, String by, List<String> policies, String ref) {
        entries.add(new Entry(at, sequence, kind, text, by, policies, ref));
    }
}
