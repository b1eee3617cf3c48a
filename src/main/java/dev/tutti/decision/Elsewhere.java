package dev.tutti.decision;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a partition knows of the open actions of others. It changes by {@link Input.HeardElsewhere} only. It need not be
 * complete: what is not known here is refused at the commit, heard of, and concluded again.
 */
public final class Elsewhere {

    /** Beyond this the oldest is forgotten; it would be heard of again when it matters. */
    public static final int MOST = 10_000;

    private final Map<String, OpenElsewhere> bySameness = new LinkedHashMap<>();
    private final Map<String, String> samenessById = new HashMap<>();

    /** Takes what was heard; known ones change nothing. */
    public void open(Collection<OpenElsewhere> heard) {
        for (OpenElsewhere action : heard) {
            if (samenessById.putIfAbsent(action.actionId(), action.sameness()) == null) {
                OpenElsewhere before = bySameness.remove(action.sameness());
                if (before != null) {
                    samenessById.remove(before.actionId());
                }
                bySameness.put(action.sameness(), action);
            }
        }
        while (bySameness.size() > MOST) {
            close(List.of(bySameness.values().iterator().next().actionId()));
        }
    }

    public void close(Collection<String> actionIds) {
        for (String id : actionIds) {
            String sameness = samenessById.remove(id);
            if (sameness != null) {
                bySameness.remove(sameness);
            }
        }
    }

    public Optional<OpenElsewhere> same(String sameness) {
        return Optional.ofNullable(bySameness.get(sameness));
    }

    /** All of them, those heard of first first. */
    public List<OpenElsewhere> all() {
        return List.copyOf(bySameness.values());
    }

    public boolean isEmpty() {
        return bySameness.isEmpty();
    }
}
