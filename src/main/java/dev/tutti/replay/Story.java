package dev.tutti.replay;

import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Firing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All that came of one case, in order: what happened, and which rules fired when. */
final class Story {

    private static final int LONGEST_VALUE = 80;

    private final List<Happening> happened = new ArrayList<>();
    private final Map<Instant, Set<String>> fired = new TreeMap<>();
    private final Set<String> policies = new LinkedHashSet<>();

    void add(List<Happening> more) {
        happened.addAll(more);
    }

    void add(Conclusion conclusion) {
        Set<String> rules = fired.computeIfAbsent(Instant.ofEpochMilli(conclusion.at()), at -> new LinkedHashSet<>());
        for (Firing firing : conclusion.firings()) {
            rules.add(describe(firing));
            policies.add(firing.policyId());
        }
    }

    List<Happening> happened() {
        return happened;
    }

    /** The rules that fired at this time, with what they bound. */
    List<String> firedAt(Instant at) {
        return List.copyOf(fired.getOrDefault(at, Set.of()));
    }

    boolean firedAnyOf(String policyId) {
        return policies.contains(policyId);
    }

    private static String describe(Firing firing) {
        List<String> values = new ArrayList<>();
        new TreeMap<>(firing.bindings()).forEach((name, value) -> {
            if (!value.isEmpty()) {
                values.add(name + " = "
                        + (value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "..." : value));
            }
        });
        return firing.policyId() + " \"" + firing.rule() + "\""
                + (values.isEmpty() ? "" : " with " + String.join(", ", values));
    }
}
