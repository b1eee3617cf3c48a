package dev.tutti.decision;

import java.util.HashSet;
import java.util.Set;

/** The input within which actions are opened, which numbers them, and whose alert others may have come before. */
final class Opening {

    private final long sequence;
    private final long at;
    private final Set<String> repeated = new HashSet<>();
    private String alertId = "";
    private int opened;

    Opening(long sequence, long at) {
        this.sequence = sequence;
        this.at = at;
    }

    long sequence() {
        return sequence;
    }

    long at() {
        return at;
    }

    /** The ordinal of the next action. */
    int next() {
        return opened++;
    }

    /** The input brings this alert. */
    void hear(String alert) {
        alertId = alert;
    }

    /**
     * Whether an alert that asks for this action repeats what was asked before it came. That is said once of each action, and
     * only of the alert that this input brings: so what is counted needs no memory of who was counted before.
     */
    boolean repeats(Action action, String alert) {
        return alert.equals(alertId) && action.openedSequence() < sequence && repeated.add(action.id());
    }
}
