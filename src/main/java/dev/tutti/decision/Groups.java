package dev.tutti.decision;

import dev.tutti.fact.GroupApplies;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which waiting actions belong together, as the judgements that stand on them say. */
final class Groups {

    private final Map<String, Set<String>> members = new HashMap<>();
    private final Map<String, Set<String>> groupsOf = new HashMap<>();

    /** The groups that these judgements put an action in. */
    static Set<String> in(Collection<Judged> judged) {
        Set<String> groups = new TreeSet<>();
        for (Judged standing : judged) {
            if (standing.judgement() instanceof GroupApplies applies) {
                groups.add(applies.group());
            }
        }
        return groups;
    }

    /** Takes the action's groups as they are now; one that waits no longer belongs to none. */
    void follow(Action action) {
        Set<String> now = action.state() instanceof ActionState.Undispatched ? in(action.judged()) : Set.of();
        Set<String> before = groupsOf.getOrDefault(action.id(), Set.of());
        before.stream().filter(group -> !now.contains(group)).forEach(group -> leave(action.id(), group));
        now.forEach(
                group -> members.computeIfAbsent(group, name -> new TreeSet<>()).add(action.id()));
        if (now.isEmpty()) {
            groupsOf.remove(action.id());
        } else {
            groupsOf.put(action.id(), now);
        }
    }

    /** Ids of the actions of this group that wait. */
    List<String> members(String group) {
        return List.copyOf(members.getOrDefault(group, Set.of()));
    }

    private void leave(String actionId, String group) {
        Set<String> others = members.get(group);
        if (others != null && others.remove(actionId) && others.isEmpty()) {
            members.remove(group);
        }
    }
}
