package dev.tutti.engine;

import dev.tutti.decision.Action;
import dev.tutti.decision.Answer;
import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.DecisionRecord;
import dev.tutti.decision.Docket;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Order;
import dev.tutti.decision.Outcome;
import dev.tutti.decision.Revisions;
import dev.tutti.decision.Terms;
import dev.tutti.decision.Verdict;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Context;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Parameter;
import dev.tutti.fact.Person;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Service;
import dev.tutti.fact.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A partition under test, with a clock that the test moves and words that read as sentences. */
final class Stage implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    final Partition partition;
    final List<Conclusion> heard = new ArrayList<>();
    private final Rules rules;
    private final Revisions revisions = new Revisions(Map.of());
    private Instant now = START;
    private int alerts;

    Stage(Rules rules) {
        this.rules = rules;
        this.partition = new Partition(rules.compile(), new Docket(terms(rules), new BudgetLedger()));
        state(new Service("payments", "olivia", Criticality.CRITICAL));
        state(new Service("intranet", "igor", Criticality.NORMAL));
        state(new Asset("pay-db-1", "payments", List.of("10.0.1.10")));
        for (int i = 1; i <= 9; i++) {
            state(new Asset("pc-" + i, "intranet", List.of("10.0.2." + i)));
        }
        state(new Person("rita", List.of("responder")));
        state(new Person("ravi", List.of("responder")));
        state(new Person("olivia", List.of("risk-officer")));
    }

    static Terms terms(Rules rules) {
        return new Terms(
                "default",
                "test",
                rules.set().capabilities().stream().collect(Collectors.toMap(c -> c.name(), c -> c)),
                rules.set().quarantined(),
                capability -> "providers",
                Terms.VOTE_VALIDITY);
    }

    Instant now() {
        return now;
    }

    Stage waits(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    /** Works off everything that is due by itself, one due time at a time. */
    Stage ticks() {
        for (OptionalLong due = partition.nextDue();
                due.isPresent() && due.getAsLong() <= now.toEpochMilli();
                due = partition.nextDue()) {
            hears(partition.apply(new Input.Tick(), due.getAsLong()));
        }
        return this;
    }

    Conclusion says(Input input) {
        ticks();
        Conclusion conclusion = partition.apply(input, now.toEpochMilli());
        hears(conclusion);
        return conclusion;
    }

    private void hears(Conclusion conclusion) {
        heard.add(conclusion);
        revisions.follow(conclusion);
    }

    /** What a source reports that sends an alert again when it changes. */
    DecisionRecord reports(AlertReport report) {
        ticks();
        String id = report.sourceId() + "/" + report.digest();
        Input.AlertReceived received = revisions
                .of(report)
                .map(revision -> new Input.AlertReceived(id, report, false, revision))
                .orElseGet(() -> new Input.AlertReceived(id, report, false));
        return ((Answer.Decided) says(received).answer()).decision();
    }

    Conclusion state(Context fact) {
        return says(new Input.ContextStated(fact, "tester"));
    }

    Conclusion proposes(String person, String capability, String target) {
        return says(new Input.ActionProposed(person, "default", capability, target, List.of(), "a test wants it"));
    }

    /** Answers with the digest of the action as it is now. */
    Answer votes(String person, Verdict verdict, String target) {
        return votes(person, verdict, target, actionOn(target).digest());
    }

    Answer votes(String person, Verdict verdict, String target, String digest) {
        return says(new Input.VoteCast(actionOn(target).id(), person, verdict, "a test says so", digest))
                .answer();
    }

    Conclusion reports(String target, Operation operation, Outcome outcome) {
        return says(new Input.OutcomeReported(actionOn(target).id(), operation, outcome, "a test says so"));
    }

    /** What a tool answers when it did it. */
    Conclusion answers(String target, Parameter... results) {
        return says(new Input.OutcomeReported(
                actionOn(target).id(), Operation.DO, Outcome.SUCCEEDED, "a test says so", 0, List.of(results)));
    }

    /** What was handed to connectors for this target, in order. */
    List<Operation> ordersOn(String target) {
        return heard.stream()
                .flatMap(conclusion -> conclusion.orders().stream())
                .filter(order -> heard.stream()
                        .flatMap(conclusion -> conclusion.actions().stream())
                        .anyMatch(action -> action.id().equals(order.actionId())
                                && action.request().target().equals(target)))
                .map(Order::operation)
                .toList();
    }

    Stage freeze(String service, Duration length) {
        return freeze("freeze-" + service, service, length);
    }

    Stage freeze(String id, String service, Duration length) {
        state(new Planned(
                id,
                Planned.Period.CHANGE_FREEZE,
                service,
                now.toEpochMilli(),
                now.plus(length).toEpochMilli()));
        return this;
    }

    DecisionRecord malwareOn(String host) {
        return alert(Kind.MALWARE, new Observable(ObservableType.HOST, ObservableRole.TARGET, host));
    }

    DecisionRecord scanFrom(String address) {
        return alert(Kind.SCAN, new Observable(ObservableType.IP, ObservableRole.SOURCE, address));
    }

    DecisionRecord alert(Kind kind, Observable... observables) {
        return alertSeenAt(now, kind, observables);
    }

    DecisionRecord alertSeenAt(Instant observedAt, Kind kind, Observable... observables) {
        String id = "alert-" + ++alerts;
        AlertReport report = new AlertReport(
                "default",
                "siem",
                id,
                "digest",
                "Something happened",
                "rule",
                kind,
                Severity.HIGH,
                75,
                "high",
                "test-1",
                List.of(),
                List.of(observables),
                observedAt,
                "{}");
        return ((Answer.Decided)
                        says(new Input.AlertReceived(id, report, false)).answer())
                .decision();
    }

    /** The states of all actions ever opened, by target, as last heard. */
    List<String> states() {
        return heard.stream()
                .flatMap(conclusion -> conclusion.actions().stream())
                .collect(Collectors.toMap(Action::id, a -> a, (first, last) -> last, java.util.LinkedHashMap::new))
                .values()
                .stream()
                .filter(action -> !action.notice())
                .map(action -> action.request().target() + " " + action.state().name())
                .toList();
    }

    Action actionOn(String target) {
        return heard.stream()
                .flatMap(conclusion -> conclusion.actions().stream())
                .filter(action -> action.request().target().equals(target))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError("no action on " + target));
    }

    Rules rules() {
        return rules;
    }

    @Override
    public void close() {
        partition.close();
    }
}
