package dev.tutti.action;

import dev.tutti.connector.ActionOutcome;
import dev.tutti.connector.Limits;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.RateLimitException;
import io.smallrye.faulttolerance.api.RateLimitType;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * The way to one tool: so many calls at once, so many in a time, none while the tool wants rest or its circuit is open. A
 * call that a bound forbids is not made and leaves no trace, so it costs no attempt.
 *
 * <p>The bounds are three guards of SmallRye Fault Tolerance, one in the other, and not one guard with three parts: that
 * one would have the circuit learn from calls which the other two forbade. Only what a tool did with a call that was made
 * counts for its circuit: what is unreachable or ambiguous against it, an answer for it, a refusal too.
 *
 * <p>All of this is forgotten when the process ends. Safe for use by many threads.
 */
final class Lane {

    /** A call brought nothing: only so the circuit hears of it, which listens to exceptions. */
    private static final class Fruitless extends Exception {
        private static final long serialVersionUID = 1;

        private final transient ActionOutcome outcome;

        Fruitless(ActionOutcome outcome) {
            super("", null, false, false);
            this.outcome = outcome;
        }
    }

    private static final class Unwritten extends Exception {
        private static final long serialVersionUID = 1;

        Unwritten() {
            super("", null, false, false);
        }
    }

    private final String instance;
    private final Limits limits;
    private final int atOnce;
    private final LongSupplier nanos;
    private final Consumer<Bound> reached;
    private final TypedGuard<ActionOutcome> bulkhead;
    private final TypedGuard<ActionOutcome> rate;
    private final TypedGuard<ActionOutcome> circuit;
    private final AtomicInteger inHand = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong restUntil;
    private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;
    private volatile boolean behind;

    /**
     * @param nanos a time that never goes back, as {@link System#nanoTime()}
     * @param reached hears of every bound as it is reached
     * @param allowed runs when a circuit lets a call through again
     */
    Lane(
            String instance,
            Limits limits,
            DispatchConfig config,
            LongSupplier nanos,
            Consumer<Bound> reached,
            Runnable allowed) {
        this.instance = instance;
        this.limits = limits;
        this.atOnce = limits.callsAtOnce().orElse(config.workers());
        this.nanos = nanos;
        this.reached = reached;
        this.restUntil = new AtomicLong(nanos.getAsLong());
        this.bulkhead = guard().withBulkhead()
                .limit(atOnce)
                .onAccepted(underWay::incrementAndGet)
                .onFinished(underWay::decrementAndGet)
                .done()
                .build();
        this.rate = rate(limits);
        this.circuit = guard().withCircuitBreaker()
                .requestVolumeThreshold(config.circuit().calls())
                .failureRatio(config.circuit().failureShare())
                .delay(config.circuit().probeAfter().toMillis(), ChronoUnit.MILLIS)
                .successThreshold(1)
                .when(this::against)
                .onStateChange(changed -> changed(changed, allowed))
                .done()
                .build();
    }

    /** Calls the tool if every bound allows it and its intent could be written first. */
    Turn take(Turn.Intent intent, Supplier<ActionOutcome> call) throws SQLException {
        if (resting()) {
            return new Turn.NotNow(Bound.REST);
        }
        try {
            return made(bulkhead.call(() -> rate.call(() -> circuit.call(() -> call(intent, call)))));
        } catch (Fruitless fruitless) {
            return made(fruitless.outcome);
        } catch (Unwritten unwritten) {
            return new Turn.NotMade();
        } catch (BulkheadException full) {
            return notNow(Bound.CALLS_AT_ONCE);
        } catch (RateLimitException tooOften) {
            // Claiming waits as well, or the same orders would be claimed and given back over and over.
            rest(Duration.ofMillis(Math.max(1, tooOften.getRetryAfterMillis())));
            return notNow(Bound.RATE);
        } catch (CircuitBreakerOpenException open) {
            return new Turn.NotNow(Bound.CIRCUIT);
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a guard threw what nothing in it throws", e);
        }
    }

    /** How many more orders it is worth to take in hand: one while the circuit is to be tried, none while it is open. */
    int room() {
        if (resting() || state == CircuitBreakerState.OPEN) {
            return 0;
        }
        int bound = state == CircuitBreakerState.HALF_OPEN ? 1 : atOnce;
        return Math.max(0, bound - inHand.get());
    }

    /** Takes one order in hand, if it is worth it. */
    boolean enter() {
        for (int held = inHand.get(); room() > 0; held = inHand.get()) {
            if (inHand.compareAndSet(held, held + 1)) {
                if (held + 1 == atOnce) {
                    reached.accept(Bound.CALLS_AT_ONCE);
                }
                return true;
            }
        }
        return false;
    }

    /** The same for an order that nobody has waited with: only if nothing else waits, and no rate may forbid the call. */
    boolean enterAtOnce() {
        return !behind && limits.rate().isEmpty() && state == CircuitBreakerState.CLOSED && enter();
    }

    void leave() {
        inHand.decrementAndGet();
    }

    /** Whether orders wait that there may be no room for. */
    boolean behind() {
        return behind;
    }

    void behind(boolean waiting) {
        behind = waiting;
    }

    String instance() {
        return instance;
    }

    CircuitBreakerState circuit() {
        return state;
    }

    int callsUnderWay() {
        return underWay.get();
    }

    int callsAtOnce() {
        return atOnce;
    }

    Limits limits() {
        return limits;
    }

    /** How long no call will be made, zero when one may be made now as far as the tool's wishes and its rate go. */
    Duration restsFor() {
        return Duration.ofNanos(Math.max(0, restUntil.get() - nanos.getAsLong()));
    }

    private Turn made(ActionOutcome outcome) {
        if (outcome instanceof ActionOutcome.Unreachable unreachable && unreachable.retryAfterMillis() > 0) {
            rest(Duration.ofMillis(unreachable.retryAfterMillis()));
            reached.accept(Bound.REST);
        }
        return new Turn.Made(outcome);
    }

    private Turn notNow(Bound bound) {
        reached.accept(bound);
        return new Turn.NotNow(bound);
    }

    private void rest(Duration time) {
        long until = nanos.getAsLong() + time.toNanos();
        restUntil.updateAndGet(before -> until - before > 0 ? until : before);
    }

    private boolean resting() {
        return restUntil.get() - nanos.getAsLong() > 0;
    }

    private void changed(CircuitBreakerState changed, Runnable allowed) {
        state = changed;
        if (changed == CircuitBreakerState.OPEN) {
            reached.accept(Bound.CIRCUIT);
        } else {
            allowed.run();
        }
    }

    /** What was not called has shown nothing, and least of all that the tool is well again. */
    private boolean against(Throwable thrown) {
        return thrown instanceof Fruitless || state == CircuitBreakerState.HALF_OPEN;
    }

    private static ActionOutcome call(Turn.Intent intent, Supplier<ActionOutcome> call) throws Exception {
        if (!intent.written()) {
            throw new Unwritten();
        }
        ActionOutcome outcome = call.get();
        if (outcome instanceof ActionOutcome.Unreachable || outcome instanceof ActionOutcome.Ambiguous) {
            throw new Fruitless(outcome);
        }
        return outcome;
    }

    private TypedGuard<ActionOutcome> rate(Limits limits) {
        TypedGuard.Builder<ActionOutcome> guard = guard();
        limits.rate()
                .ifPresent(most -> guard.withRateLimit()
                        .limit(most.calls())
                        .window(most.per().toMillis(), ChronoUnit.MILLIS)
                        // Never more within any such time; a fixed window would let twice as many through at its edge.
                        .type(RateLimitType.ROLLING)
                        .done());
        return guard.build();
    }

    private TypedGuard.Builder<ActionOutcome> guard() {
        return TypedGuard.create(ActionOutcome.class).withDescription("connector " + instance);
    }
}
