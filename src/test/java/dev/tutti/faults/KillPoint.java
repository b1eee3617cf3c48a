package dev.tutti.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Where a cycle kills the service. */
enum KillPoint {
    /** SIGKILL at whatever the service does then; its PostgreSQL stays behind. */
    AT_RANDOM,
    /** SIGKILL for the service and its PostgreSQL at once. */
    WITH_ITS_DATABASE,
    /** SIGKILL by the tool that is called, after it did what it was asked and before it answers. */
    BETWEEN_DISPATCH_AND_OUTCOME,
    /** Every row is written and nothing is committed. */
    BEFORE_COMMIT("dev.tutti.journal.Writer", "write"),
    /** Committed, and nobody was answered. */
    BETWEEN_COMMIT_AND_ANSWER("dev.tutti.journal.Journal", "commit"),
    /** Committed with its first attempt and in a worker's hand, and the tool was not called. */
    BETWEEN_HANDOVER_AND_CALL("dev.tutti.action.Handover", "taken"),
    /** Committed and claimed, and no attempt was written. */
    BETWEEN_COMMIT_AND_DISPATCH("dev.tutti.action.Outbox", "claim"),
    /** The attempt is committed, and the tool was not called. */
    BETWEEN_ATTEMPT_AND_CALL("dev.tutti.action.Outbox", "begin"),
    /** The tool has answered, and that is written nowhere. */
    BETWEEN_ANSWER_AND_RECORD("dev.tutti.connector.HttpConnector", "perform"),
    /** What the tool answered is committed, and the conductor has not heard of it. */
    BETWEEN_RECORD_AND_OUTCOME("dev.tutti.action.Outbox", "end"),
    /** The session is rebuilt, and says so nowhere yet. */
    IN_THE_REBUILD("dev.tutti.engine.Rebuild", "of");

    private final String type;
    private final String method;

    KillPoint() {
        this("", "");
    }

    KillPoint(String type, String method) {
        this.type = type;
        this.method = method;
    }

    /** So many points in random order, each as often as any other; the first needs no agent, for its service runs already. */
    static List<KillPoint> plan(int cycles, Random random) {
        List<KillPoint> plan = new ArrayList<>();
        while (plan.size() < cycles) {
            List<KillPoint> round = new ArrayList<>(List.of(values()));
            Collections.shuffle(round, random);
            round.sort((a, b) -> Boolean.compare(a.byAgent(), b.byAgent()));
            plan.add(round.remove(0));
            Collections.shuffle(round, random);
            plan.addAll(round);
        }
        return plan.subList(0, cycles);
    }

    boolean byAgent() {
        return !type.isEmpty();
    }

    /** What the agent is told: to kill at the nth return with something in it; {@code ""} where it is not the agent's. */
    String order(int nth) {
        return byAgent() ? type + ":" + method + ":" + nth : "";
    }
}
