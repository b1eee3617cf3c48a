package dev.tutti.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Kills the service under load, again and again, and balances the books after each start and at the end.
 *
 * <p>{@code -Dtutti.kill-cycles=50} makes it long; {@code -Dtutti.seed=...} repeats what the SIEMs send and where the service
 * is killed, though not how the threads of another run interleave.
 */
class KillCyclesIT {

    private static final int CYCLES = Integer.getInteger("tutti.kill-cycles", 3);
    private static final long SEED = Long.getLong("tutti.seed", System.nanoTime() & 0xFFFF_FFFFL);
    private static final int SIEMS = Integer.getInteger("tutti.siems", 6);
    private static final int BREATH_MILLIS = Integer.getInteger("tutti.breath-millis", 30);

    /** A process that its agent or a tool should have killed and did not is killed at this time. */
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(40);

    private static final int LATEST_HIT = 60;
    private static final int LONGEST_RANDOM_LIFE_MILLIS = 4_000;

    private final Random random = new Random(SEED);
    private final Map<KillPoint, Integer> hit = new EnumMap<>(KillPoint.class);

    @Test
    void whatWasAcknowledgedIsThereOnceAndNothingIsDoneTwice() {
        System.out.println("kill cycles: " + CYCLES + ", seed: " + SEED);
        try (Theatre theatre = Theatre.open("kill-cycles", Map.of())) {
            long begun = System.nanoTime();
            Crowd crowd = Crowd.gather(theatre, "siem", SEED, SIEMS, BREATH_MILLIS);
            List<KillPoint> plan = KillPoint.plan(CYCLES, random);
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                end(theatre, plan.get(cycle));
                theatre.service.start(cycle + 1 < CYCLES ? order(plan.get(cycle + 1)) : "");
                startedAfter(theatre, plan.get(cycle));
            }
            crowd.disperse();
            theatre.settle();
            List<String> breaches = new Books(theatre).breachesAtTheEnd();
            report(theatre, breaches, Duration.ofNanos(System.nanoTime() - begun));
            theatre.service.stop();

            assertThat(breaches).isEmpty();
            assertThat(hit)
                    .as("points at which nothing was killed: has the code moved?")
                    .doesNotContainValue(0);
            theatre.service.deleteData();
        }
    }

    private String order(KillPoint next) {
        return next.order(next == KillPoint.IN_THE_REBUILD ? 1 : 1 + random.nextInt(LATEST_HIT));
    }

    /** It is ready again, unless it is to die before that; either way its books balance. */
    private static void startedAfter(Theatre theatre, KillPoint point) {
        if (!theatre.service.awaitReady()) {
            assertThat(theatre.service.awaitEnd(LONGEST_LIFE))
                    .as(() -> "it starts again after " + point + ":\n" + theatre.service.lastWords())
                    .contains(KillAgent.EXIT_CODE);
        }
        assertThat(new Books(theatre).breaches()).as("after " + point).isEmpty();
    }

    /** Ends this life of the service at the point, and counts it when that is where it ended. */
    private void end(Theatre theatre, KillPoint point) {
        boolean there = switch (point) {
            case AT_RANDOM -> atRandom(theatre);
            case WITH_ITS_DATABASE -> atRandom(theatre) && killDatabase(theatre);
            case BETWEEN_DISPATCH_AND_OUTCOME -> inACall(theatre);
            default -> theatre.service.awaitEnd(LONGEST_LIFE).equals(Optional.of(KillAgent.EXIT_CODE));
        };
        hit.merge(point, there ? 1 : 0, Integer::sum);
        theatre.service.kill();
        theatre.service.awaitEnd(LONGEST_LIFE);
    }

    private boolean atRandom(Theatre theatre) {
        return theatre.service
                .awaitEnd(Duration.ofMillis(random.nextInt(LONGEST_RANDOM_LIFE_MILLIS)))
                .isEmpty();
    }

    private static boolean killDatabase(Theatre theatre) {
        theatre.service.postgres().kill();
        return true;
    }

    /** The first tool that did something kills the service before it answers. */
    private static boolean inACall(Theatre theatre) {
        AtomicBoolean called = new AtomicBoolean();
        Consumer<Ledger.Call> killer = call -> {
            if (call.effect() && called.compareAndSet(false, true)) {
                theatre.service.kill();
            }
        };
        theatre.ledger.hear(killer);
        boolean ended = theatre.service.awaitEnd(LONGEST_LIFE).isPresent();
        theatre.ledger.forget(killer);
        return ended && called.get();
    }

    private void report(Theatre theatre, List<String> breaches, Duration took) {
        Receipts receipts = theatre.receipts;
        Map<String, Long> counts = new Books(theatre).counts();
        StringBuilder text = new StringBuilder();
        text.append("kill cycles: %d, seed: %d, %d s\n".formatted(CYCLES, SEED, took.toSeconds()));
        hit.forEach((point, times) -> text.append("  killed %-30s %d\n".formatted(point, times)));
        text.append("posts: %d, unanswered %d, turned away %d; alerts acknowledged: %d different, %d times\n"
                .formatted(
                        receipts.posts.get(),
                        receipts.unanswered.get(),
                        receipts.turnedAway.get(),
                        receipts.byAlert().size(),
                        receipts.acknowledgements.get()));
        text.append("stored: ").append(counts).append('\n');
        theatre.tools
                .keySet()
                .forEach(tool -> text.append("  %-9s %d effects of %d calls\n"
                        .formatted(
                                tool,
                                theatre.ledger.effects(tool),
                                theatre.ledger.calls().stream()
                                        .filter(call -> call.tool().equals(tool))
                                        .count())));
        text.append("breaches: ").append(breaches.size()).append(breaches.isEmpty() ? "" : " " + breaches);
        System.out.println(text);
    }
}
