package dev.tutti.action;

import dev.tutti.decision.Action;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Order;
import dev.tutti.journal.FirstAttempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Orders that go from the commit that gives them straight to a worker, claimed and with a first attempt in that very commit,
 * so that nothing more has to be written before the tool is called. Only where the tool has a worker free, and where a call
 * that was written down and never made does no harm when the process ends: classes A and B. Every other order is claimed from
 * the outbox.
 *
 * <p>Safe for use by many threads.
 */
final class Handover {

    /**
     * An order in a worker's hand.
     *
     * @param context {@link Protection#changes()} when it was ordered
     */
    record Taken(Claim claim, Lane lane, long context) {}

    private final Tools tools;
    private final Lanes lanes;
    private final Protection protection;
    private final Duration lease;
    private final Clock clock;
    private final Map<UUID, List<Taken>> waiting = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    Handover(Tools tools, Lanes lanes, Protection protection, Duration lease, Clock clock) {
        this.tools = tools;
        this.lanes = lanes;
        this.protection = protection;
        this.lease = lease;
        this.clock = clock;
    }

    /** Takes no more. */
    void stop() {
        stopped = true;
    }

    /** What is begun with the commit of this batch. */
    List<FirstAttempt> take(UUID batchId, List<Conclusion> conclusions) {
        List<Taken> taken = new ArrayList<>();
        for (Conclusion conclusion : conclusions) {
            for (Order order : conclusion.orders()) {
                if (order.operation() == Operation.DO && !stopped) {
                    take(batchId, conclusion.partition(), conclusion.ordered(order), taken);
                }
            }
        }
        if (taken.isEmpty()) {
            return List.of();
        }
        waiting.put(batchId, taken);
        return taken.stream().map(this::first).toList();
    }

    /** What was taken of this batch, which is over now. */
    List<Taken> taken(UUID batchId) {
        List<Taken> taken = waiting.remove(batchId);
        return taken == null ? List.of() : taken;
    }

    private void take(UUID batchId, String partition, Action action, List<Taken> taken) {
        tools.provider(action.request().addressee()).ifPresent(provider -> {
            Lane lane = lanes.of(provider.instance());
            if (!provider.connector().describe().idempotency().isRepeatable()) {
                return;
            }
            if (!lane.enterAtOnce()) {
                lane.behind(true);
                return;
            }
            Instant now = clock.instant();
            Attempt first = new Attempt(1, provider.instance(), now, Attempt.Brought.NOTHING_KNOWN);
            Claim claim = new Claim(action, Operation.DO, partition, batchId, List.of(first), "");
            taken.add(new Taken(claim, lane, protection.changes()));
        });
    }

    private FirstAttempt first(Taken taken) {
        Attempt first = taken.claim().attempts().get(0);
        return new FirstAttempt(taken.claim().action().id(), first.connector(), first.startedAt(), lease);
    }
}
