package dev.tutti.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/** When each open action is due by itself: to be answered or to end while it waits for people, to end when its lease is over. */
final class Deadlines {

    private record Due(long at, String actionId) {}

    private final TreeSet<Due> soonestFirst =
            new TreeSet<>(Comparator.comparingLong(Due::at).thenComparing(Due::actionId));
    private final Map<String, Due> byAction = new HashMap<>();

    /** Takes the deadline that the action's state has, in place of the one before. */
    void follow(Action action) {
        forget(action.id());
        long at = deadline(action);
        if (at != Long.MAX_VALUE) {
            Due due = new Due(at, action.id());
            byAction.put(action.id(), due);
            soonestFirst.add(due);
        }
    }

    void forget(String actionId) {
        Due due = byAction.remove(actionId);
        if (due != null) {
            soonestFirst.remove(due);
        }
    }

    OptionalLong next() {
        return soonestFirst.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(soonestFirst.first().at());
    }

    /** The actions that are due at this time, the longest due first. */
    List<String> due(long now) {
        List<String> due = new ArrayList<>();
        for (Due next : soonestFirst) {
            if (next.at() > now) {
                break;
            }
            due.add(next.actionId());
        }
        return due;
    }

    private static long deadline(Action action) {
        if (action.closed()) {
            return Long.MAX_VALUE;
        }
        if (action.state() instanceof ActionState.Succeeded succeeded) {
            return succeeded.leaseUntil();
        }
        if (!action.state().waiting()) {
            return action.isOpenTask() ? action.usefulUntil() : Long.MAX_VALUE;
        }
        return action.waiting().stream()
                .filter(each -> !each.overdue())
                .mapToLong(Waiting::due)
                .reduce(action.usefulUntil(), Math::min);
    }
}
