package dev.tutti.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** The tokens in force: stored first, then in memory, then announced. */
@ApplicationScoped
public class Tokens {

    private final TokenRepository repository;
    private final TokenRing ring;
    private final Event<RolesChanged> changes;
    private final ReentrantLock announcing = new ReentrantLock();

    Tokens(TokenRepository repository, TokenRing ring, Event<RolesChanged> changes) {
        this.repository = repository;
        this.ring = ring;
        this.changes = changes;
    }

    /** Every name that has a token in force, with the union of its roles; sorted by name. */
    public Map<String, Set<Role>> people() {
        return ring.people();
    }

    List<Token> all() {
        return ring.all();
    }

    void load() {
        repository.inForce().forEach(ring::add);
    }

    Token create(Secret secret, String name, Role role, String by) {
        var token = repository.create(secret, name, role, by);
        publish(token.name(), () -> ring.add(token));
        return token;
    }

    void createOnce(Secret secret, String name, Role role) {
        repository.createOnce(secret, name, role).ifPresent(token -> publish(name, () -> ring.add(token)));
    }

    boolean createUnlessSomebodyHas(Secret secret, String name, Role role) {
        var created = repository.createUnlessSomebodyHas(secret, name, role);
        created.ifPresent(token -> publish(name, () -> ring.add(token)));
        return created.isPresent();
    }

    Optional<Token> revoke(String id, String by) {
        var revoked = repository.revoke(id, by);
        revoked.ifPresent(token -> publish(token.name(), () -> ring.remove(token.id())));
        return revoked;
    }

    /** One at a time, so that who observes sees the changes of a name in their order. */
    private void publish(String name, Runnable change) {
        announcing.lock();
        try {
            var before = ring.rolesOf(name);
            change.run();
            var after = ring.rolesOf(name);
            if (!before.equals(after)) {
                changes.fire(new RolesChanged(name, after));
            }
        } finally {
            announcing.unlock();
        }
    }
}
