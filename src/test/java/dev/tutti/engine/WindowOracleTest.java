package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Docket;
import dev.tutti.decision.Firing;
import dev.tutti.decision.Input;
import dev.tutti.fact.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * Two window policies over generated alerts, late and reordered ones among them, against what plain loops find. The number
 * of alerts is 20,000 here; {@code -Dtutti.oracle=100000} makes it more.
 */
class WindowOracleTest {

    private static final int ALERTS = Integer.getInteger("tutti.oracle", 20_000);
    private static final long FIVE_MINUTES = 5 * 60_000L;
    private static final long TEN_MINUTES = 10 * 60_000L;

    @Test
    void bothPoliciesMayBeWrittenUnderLint() {
        assertThat(DrlLint.check(Logins.POLICIES.set())).isEmpty();
    }

    @Test
    void theEngineFindsWhatPlainLoopsFind() {
        List<Logins.Report> reports = Logins.generate(ALERTS, 250, 2_000, 7);
        List<String> floods = new ArrayList<>();
        List<String> pairs = new ArrayList<>();

        try (Partition partition = new Partition(
                Logins.POLICIES.compile(), new Docket(Stage.terms(Logins.POLICIES), new BudgetLedger()))) {
            for (Logins.Report report : reports) {
                for (OptionalLong due = partition.nextDue();
                        due.isPresent() && due.getAsLong() <= report.receivedAt();
                        due = partition.nextDue()) {
                    note(partition.apply(new Input.Tick(), due.getAsLong()), "time", floods, pairs);
                }
                note(partition.apply(report.input(), report.receivedAt()), report.id(), floods, pairs);
            }
        }

        assertThat(floods).isEqualTo(floodsByHand(reports)).hasSizeGreaterThan(ALERTS / 100);
        Collections.sort(pairs);
        assertThat(pairs).isEqualTo(pairsByHand(reports)).hasSizeGreaterThan(ALERTS / 100);
    }

    private static void note(Conclusion conclusion, String cause, List<String> floods, List<String> pairs) {
        for (Firing firing : conclusion.firings()) {
            if (firing.policyId().equals("RES-961")) {
                floods.add(cause + " " + firing.bindings().get("$address") + " "
                        + firing.bindings().get("$failed"));
            } else {
                pairs.add(String.join(" ", firing.matched()));
            }
        }
    }

    /** An alert that makes it five or more of its address among those that are not older than five minutes when it arrives. */
    private static List<String> floodsByHand(List<Logins.Report> reports) {
        List<String> found = new ArrayList<>();
        Map<String, List<Long>> windows = new HashMap<>();
        for (Logins.Report report : reports) {
            if (report.kind() == Kind.CREDENTIAL && report.effectiveAt() + FIVE_MINUTES > report.receivedAt()) {
                List<Long> window = windows.computeIfAbsent(report.ip(), ip -> new ArrayList<>());
                window.removeIf(effectiveAt -> effectiveAt + FIVE_MINUTES <= report.receivedAt());
                window.add(report.effectiveAt());
                if (window.size() >= 5) {
                    found.add(report.id() + " " + report.ip() + " " + window.size());
                }
            }
        }
        return found;
    }

    /** Every pair on one host of which the second happened at most ten minutes after the first, in whatever order they came. */
    private static List<String> pairsByHand(List<Logins.Report> reports) {
        List<String> found = new ArrayList<>();
        Map<String, Deque<Logins.Report>> hosts = new HashMap<>();
        for (Logins.Report report : reports) {
            Deque<Logins.Report> earlier = hosts.computeIfAbsent(report.host(), host -> new ArrayDeque<>());
            earlier.removeIf(other -> other.receivedAt() < report.receivedAt() - 2 * EventLife.MILLIS);
            for (Logins.Report other : earlier) {
                boolean inOrder = report.kind() == Kind.INTRUSION;
                Logins.Report first = inOrder ? other : report;
                Logins.Report second = inOrder ? report : other;
                long apart = second.effectiveAt() - first.effectiveAt();
                if (first.kind() == Kind.CREDENTIAL
                        && second.kind() == Kind.INTRUSION
                        && apart >= 0
                        && apart <= TEN_MINUTES) {
                    found.add("Alert:" + first.id() + " Alert:" + second.id());
                }
            }
            earlier.add(report);
        }
        Collections.sort(found);
        return found;
    }
}
