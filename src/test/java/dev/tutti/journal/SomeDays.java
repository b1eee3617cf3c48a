package dev.tutti.journal;

import dev.tutti.decision.Action;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Order;
import dev.tutti.decision.Outcome;
import dev.tutti.decision.Verdict;
import dev.tutti.engine.Partition;
import dev.tutti.engine.RuleBase;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Context;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Person;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Service;
import dev.tutti.fact.Severity;
import dev.tutti.policy.RuleSet;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/** Some days of a small organisation: alerts, freezes, votes, outcomes, and the ticks that are due between them. */
final class SomeDays {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Outcome[] OUTCOMES = {
        Outcome.SUCCEEDED, Outcome.SUCCEEDED, Outcome.SUCCEEDED, Outcome.FAILED, Outcome.UNCERTAIN
    };

    /** Long enough for leases to run out and for a window of a day to let go of what it counted. */
    private static final int A_NIGHT = 12 * 3_600_000;

    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final List<Severity> SEVERITIES = List.of(Severity.values());

    private final Partition partition;
    private final Random random;
    private final List<Recorded> inputs = new ArrayList<>();
    private final Deque<Order> ordered = new ArrayDeque<>();
    private long now = START.toEpochMilli();

    private SomeDays(Partition partition, long seed) {
        this.partition = partition;
        this.random = new Random(seed);
    }

    /** As many alerts, and what people and tools do about them; the same for the same rules and the same seed. */
    static List<Recorded> of(RuleSet ruleSet, RuleBase ruleBase, int alerts, long seed) {
        try (Partition partition = Recorded.partition(ruleSet, ruleBase)) {
            SomeDays days = new SomeDays(partition, seed);
            days.estate();
            for (int i = 0; i < alerts; i++) {
                days.now += days.random.nextInt(100) == 0 ? days.random.nextInt(A_NIGHT) : days.random.nextInt(4_000);
                days.say(days.random.nextInt(4) == 0 ? days.failedLogin(i) : days.alert(i));
                days.peopleAndTools();
            }
            return days.inputs;
        }
    }

    private void estate() {
        List<Context> estate = new ArrayList<>();
        estate.add(new Service("payments", "petra", Criticality.CRITICAL));
        estate.add(new Service("intranet", "igor", Criticality.NORMAL));
        for (int i = 0; i < 20; i++) {
            estate.add(new Asset("pc-" + i, i < 4 ? "payments" : "intranet", List.of("10.0.2." + i)));
        }
        estate.add(new Person("petra", List.of("owner")));
        estate.add(new Person("rita", List.of("responder")));
        estate.add(new Person("ravi", List.of("responder")));
        estate.forEach(fact -> say(new Input.ContextStated(fact, "test")));
    }

    private Input alert(int number) {
        Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        String host = "pc-" + random.nextInt(25);
        String address = "198.51.100." + random.nextInt(kind == Kind.SCAN ? 8 : 200);
        List<Observable> observed = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            observed.add(new Observable(ObservableType.HOST, ObservableRole.TARGET, host));
        }
        observed.add(new Observable(ObservableType.IP, ObservableRole.SOURCE, address));
        return alert(number, kind, observed);
    }

    private Input alert(int number, Kind kind, List<Observable> observed) {
        String id = "alert-" + number;
        return new Input.AlertReceived(
                id,
                new AlertReport(
                        "default",
                        random.nextBoolean() ? "suricata" : "edr",
                        id,
                        "digest-" + number,
                        kind + " seen",
                        "rule-" + random.nextInt(50),
                        kind,
                        SEVERITIES.get(random.nextInt(SEVERITIES.size())),
                        random.nextInt(101),
                        "",
                        "test-1",
                        random.nextInt(3) == 0 ? List.of("T1110", "T1059") : List.of(),
                        observed,
                        Instant.ofEpochMilli(now - (random.nextInt(5) == 0 ? random.nextInt(1_000_000) : 0)),
                        ""),
                false);
    }

    /** Of an address that tries many users, and is counted over a day. */
    private Input failedLogin(int number) {
        return alert(
                number,
                Kind.CREDENTIAL,
                List.of(
                        new Observable(ObservableType.IP, ObservableRole.SOURCE, "203.0.113.9"),
                        new Observable(ObservableType.USER, ObservableRole.TARGET, "user-" + random.nextInt(60))));
    }

    private void peopleAndTools() {
        switch (random.nextInt(12)) {
            case 0 -> freeze();
            case 1, 2 -> vote();
            case 3, 4, 5 -> report();
            default -> {}
        }
    }

    private void freeze() {
        say(new Input.ContextStated(
                new Planned(
                        "freeze-" + random.nextInt(3),
                        Planned.Period.CHANGE_FREEZE,
                        "intranet",
                        now,
                        now + 60_000L * (1 + random.nextInt(30))),
                "igor"));
    }

    private void vote() {
        List<Action> waiting = partition.docket().open().stream()
                .filter(action -> action.state().waiting())
                .toList();
        if (!waiting.isEmpty()) {
            Action action = waiting.get(random.nextInt(waiting.size()));
            say(new Input.VoteCast(
                    action.id(),
                    List.of("rita", "ravi", "petra").get(random.nextInt(3)),
                    random.nextInt(4) == 0 ? Verdict.DISAPPROVE : Verdict.APPROVE,
                    "",
                    action.digest()));
        }
    }

    private void report() {
        Order order = ordered.poll();
        if (order != null) {
            say(new Input.OutcomeReported(
                    order.actionId(), order.operation(), OUTCOMES[random.nextInt(OUTCOMES.length)], ""));
        }
    }

    private void say(Input input) {
        for (OptionalLong due = partition.nextDue();
                due.isPresent() && due.getAsLong() <= now;
                due = partition.nextDue()) {
            take(new Input.Tick(), Math.max(due.getAsLong(), partition.now()));
        }
        take(input, now);
    }

    private void take(Input input, long at) {
        Conclusion conclusion = partition.apply(input, at);
        inputs.add(new Recorded(at, input));
        for (Order order : conclusion.orders()) {
            if (order.operation() == Operation.DO || order.operation() == Operation.UNDO) {
                ordered.add(order);
            }
        }
    }
}
