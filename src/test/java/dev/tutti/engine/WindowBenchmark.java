package dev.tutti.engine;

import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Docket;
import dev.tutti.decision.Input;
import dev.tutti.fact.Alert;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.kie.api.runtime.KieSession;
import org.kie.api.time.SessionPseudoClock;

/**
 * By hand: the rate of a session, and of a whole partition, beside that of plain Drools with the same two window policies,
 * in turn within one run. Arguments: alerts (100,000) and rounds (5).
 */
final class WindowBenchmark {

    private WindowBenchmark() {}

    public static void main(String[] arguments) {
        int alerts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        List<Logins.Report> reports = Logins.generate(alerts, 2_500, 20_000, 7);
        RuleBase letting = Logins.POLICIES.compile();
        RuleBase keeping = letting.keepingEveryEvent();
        List<Double> session = new ArrayList<>();
        List<Double> partition = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double plainRate = rate(alerts, () -> plain(letting, reports));
            double sessionRate = rate(alerts, () -> ours(letting, reports));
            double partitionRate = rate(alerts, () -> whole(letting, reports));
            double keepingRate = rate(alerts, () -> whole(keeping, reports));
            if (round > 0) { // the first one warms up
                session.add(sessionRate / plainRate);
                partition.add(partitionRate / plainRate);
                System.out.printf(
                        "plain %,.0f/s  session %,.0f/s (%.2f)  partition %,.0f/s (%.2f)  keeping every event %,.0f/s%n",
                        plainRate,
                        sessionRate,
                        sessionRate / plainRate,
                        partitionRate,
                        partitionRate / plainRate,
                        keepingRate);
            }
        }
        System.out.printf("median ratio to plain: session %.2f, partition %.2f%n", median(session), median(partition));
    }

    /** What a hand-written program would do: one event, the clock, fire. */
    private static void plain(RuleBase ruleBase, List<Logins.Report> reports) {
        KieSession session = ruleBase.newSession();
        SessionPseudoClock clock = session.getSessionClock();
        for (Logins.Report report : reports) {
            clock.advanceTime(report.receivedAt() - clock.getCurrentTime(), TimeUnit.MILLISECONDS);
            session.insert(alert(report));
            session.getAgenda().getAgendaGroup(Phase.RESPOND.group()).setFocus();
            session.fireAllRules();
        }
        session.dispose();
    }

    private static void ours(RuleBase ruleBase, List<Logins.Report> reports) {
        try (Session session = new Session(ruleBase, "benchmark")) {
            long sequence = 0;
            for (Logins.Report report : reports) {
                List<Alert> events = List.of(alert(report));
                session.step(++sequence, report.receivedAt(), List.of(), events, proposal -> List.of());
                session.keepOrLetGo(List.copyOf(events));
            }
        }
    }

    private static void whole(RuleBase ruleBase, List<Logins.Report> reports) {
        try (Partition partition =
                new Partition(ruleBase, new Docket(Stage.terms(Logins.POLICIES), new BudgetLedger()))) {
            for (Logins.Report report : reports) {
                for (OptionalLong due = partition.nextDue();
                        due.isPresent() && due.getAsLong() <= report.receivedAt();
                        due = partition.nextDue()) {
                    partition.apply(new Input.Tick(), due.getAsLong());
                }
                partition.apply(report.input(), report.receivedAt());
            }
        }
    }

    private static Alert alert(Logins.Report report) {
        return report.input().report().arrive(report.id(), report.receivedAt());
    }

    private static double rate(int alerts, Runnable work) {
        System.gc();
        long begin = System.nanoTime();
        work.run();
        return alerts * (double) Duration.ofSeconds(1).toNanos() / (System.nanoTime() - begin);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
