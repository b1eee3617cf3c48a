package dev.tutti.context;

import dev.tutti.conductor.ContextDesk;
import dev.tutti.fact.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A desk that remembers what was stated, and is busy as often as told. */
final class FakeContext implements ContextDesk, Holdings {

    final AtomicInteger busyFor = new AtomicInteger();
    final AtomicInteger statements = new AtomicInteger();
    private final Map<String, Held> facts = new ConcurrentSkipListMap<>();

    @Override
    public Statement state(Context fact, String by) {
        if (isBusy()) {
            return Statement.BUSY;
        }
        statements.incrementAndGet();
        facts.put(fact.factId(), new Held(fact, by, Instant.EPOCH));
        return Statement.TAKEN;
    }

    @Override
    public Statement end(String factId, String by) {
        if (isBusy()) {
            return Statement.BUSY;
        }
        return facts.remove(factId) == null ? Statement.UNKNOWN : Statement.TAKEN;
    }

    private boolean isBusy() {
        return busyFor.getAndUpdate(times -> Math.max(0, times - 1)) > 0;
    }

    @Override
    public Optional<Held> find(Section section, String id) {
        return Optional.ofNullable(facts.get(section.factId(id)));
    }

    @Override
    public List<Held> after(Section section, String id, int limit) {
        return all(section).stream()
                .filter(held -> section.id(held.fact()).compareTo(id) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Held> all(Section section) {
        return facts.values().stream()
                .filter(held -> section.type().isInstance(held.fact()))
                .toList();
    }
}
