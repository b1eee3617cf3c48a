package dev.tutti.decision;

import java.util.List;

/**
 * One step of an action from one state to the next, as it stands in the history.
 *
 * @param at the journal's time, in milliseconds since the epoch
 * @param by the person or the part of Tutti that caused it
 */
public record Transition(
        String actionId, ActionState.Name from, ActionState.Name to, long at, List<Ground> grounds, String by) {

    public Transition {
        // Only what has succeeded can stay what it is and yet change: its lease is renewed.
        if (from == to && from != ActionState.Name.SUCCEEDED) {
            throw new IllegalArgumentException("action %s stays %s, which is no transition".formatted(actionId, from));
        }
        grounds = List.copyOf(grounds);
    }
}
