package dev.tutti.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was announced. */
@ApplicationScoped
class ChangesSeen {

    private final List<RolesChanged> seen = new CopyOnWriteArrayList<>();

    void see(@Observes RolesChanged change) {
        seen.add(change);
    }

    List<Set<Role>> of(String person) {
        return seen.stream()
                .filter(change -> change.person().equals(person))
                .map(RolesChanged::roles)
                .toList();
    }
}
