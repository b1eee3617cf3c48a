package dev.tutti.decision;

import dev.tutti.fact.Service;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The periods of one slot that are in force now, and the facts that stand for them. */
final class PeriodsInForce {

    private final Slot slot;
    private final Map<String, Set<Course>> ofService = new HashMap<>();
    private final Set<Course> ofMany = new HashSet<>();
    private final Map<String, Long> present = new HashMap<>();

    PeriodsInForce(Slot slot) {
        this.slot = slot;
    }

    boolean isEmpty() {
        return ofService.isEmpty() && ofMany.isEmpty() && present.isEmpty();
    }

    /** Takes it in or leaves it out, as it is now. */
    void follow(Course course, long now) {
        forget(course);
        if (course.isInForce(now)) {
            String service = course.period().service();
            Collection<Course> peers =
                    service.isEmpty() ? ofMany : ofService.computeIfAbsent(service, name -> new HashSet<>());
            peers.add(course);
        }
    }

    void forget(Course course) {
        String service = course.period().service();
        ofMany.remove(course);
        ofService.computeIfPresent(service, (name, peers) -> {
            peers.remove(course);
            return peers.isEmpty() ? null : peers;
        });
    }

    /**
     * States or ends the fact of this service, when it is not as it should be.
     *
     * @param known what is known of it; nothing of a service that only a period names
     */
    void refresh(String service, @Nullable Service known, long now, FactChanges changes) {
        Stream<Course> wide = known == null
                ? Stream.empty()
                : ofMany.stream().filter(course -> course.period().covers(known));
        Stream<Course> own = ofService.getOrDefault(service, Set.of()).stream();
        long until = Stream.concat(own, wide).mapToLong(Course::until).max().orElse(Long.MIN_VALUE);
        Long before = present.get(service);
        if (until > now && (before == null || before != until)) {
            present.put(service, until);
            changes.state(slot.fact(service, until));
        } else if (until <= now && before != null) {
            present.remove(service);
            changes.remove(slot.fact(service, before).factId());
        }
    }
}
