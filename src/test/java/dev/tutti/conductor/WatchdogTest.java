package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.journal.Poison;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final String partition = "test-" + UUID.randomUUID();
    private final Rulebook rulebook = HostileRules.with(HostileRules.LOOP);
    private final AtomicInteger halted = new AtomicInteger();
    private final AtomicInteger slow = new AtomicInteger();

    @Test
    void warnsOnceOfAStepThatTakesLong() {
        try (ConductorStage stage = new ConductorStage(rulebook)) {
            Watchdog watchdog = watchdog(stage);
            Watch watch = watchdog.over(partition);
            watch.begin(() -> "alert-1", DEADLINE, stack -> Optional.empty());

            watchdog.look(watch, 1_900);
            assertThat(slow).hasValue(0);
            watchdog.look(watch, 100);
            watchdog.look(watch, 100);

            assertThat(slow).hasValue(1);
            assertThat(halted).hasValue(0);
        }
    }

    @Test
    void aStepThatEndedInTimeIsForgotten() {
        try (ConductorStage stage = new ConductorStage(rulebook)) {
            Watchdog watchdog = watchdog(stage);
            Watch watch = watchdog.over(partition);
            watch.begin(() -> "alert-1", DEADLINE, stack -> Optional.empty());
            watchdog.look(watch, 9_000);
            watch.end();
            watch.begin(() -> "alert-2", DEADLINE, stack -> Optional.empty());

            watchdog.look(watch, 9_000);

            assertThat(halted).hasValue(0);
        }
    }

    @Test
    void atTheDeadlineThePolicyThatWasSeenMostOftenIsWrittenDownAndTheProcessEnds() throws Exception {
        try (ConductorStage stage = new ConductorStage(rulebook)) {
            Watchdog watchdog = watchdog(stage);
            Watch watch = watchdog.over(partition);
            AtomicInteger looks = new AtomicInteger();
            watch.begin(
                    () -> "alert-1",
                    DEADLINE,
                    stack -> Optional.of(looks.getAndIncrement() == 0 ? "RES-990" : "CON-991"));

            watchdog.look(watch, 2_000);
            watchdog.look(watch, 4_000);
            watchdog.look(watch, 4_000);

            assertThat(halted).hasValue(1);
            assertThat(stage.poisonBook.untold(partition))
                    .extracting(Poison::input, Poison::cause, Poison::policyId)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("alert-1", "DEADLINE", "CON-991"));
            stage.poisonBook.release("CON-991", "tester", "done", stage.clock.instant());
        }
    }

    @Test
    void aStepThatNobodyIsToBlameForIsWrittenDownToo() throws Exception {
        try (ConductorStage stage = new ConductorStage(rulebook)) {
            Watchdog watchdog = watchdog(stage);
            Watch watch = watchdog.over(stage.name);
            watch.begin(() -> "alert-1", DEADLINE, stack -> Optional.empty());

            watchdog.look(watch, 10_000);

            assertThat(halted).hasValue(1);
            assertThat(stage.poisonBook.untold(stage.name)).isEmpty();
            // It counts as an attempt at this input: the next two are one too many.
            var input = new dev.tutti.decision.Input.Tick();
            assertThat(List.of(
                            stage.precautions.begin(stage.name, "alert-1", input),
                            stage.precautions.begin(stage.name, "alert-1", input)))
                    .containsExactly(2, 3);
        }
    }

    @Test
    void theDeadlineHoldsAlsoWhenNobodyCanTellWhereTheStepStands() {
        try (ConductorStage stage = new ConductorStage(rulebook)) {
            Watchdog watchdog = watchdog(stage);
            Watch watch = watchdog.over(partition);
            watch.begin(() -> "alert-1", DEADLINE, stack -> {
                throw new IllegalStateException("a session that is being changed");
            });

            watchdog.look(watch, 2_000);
            assertThat(halted).hasValue(0);
            watchdog.look(watch, 8_000);

            assertThat(halted).hasValue(1);
        }
    }

    private Watchdog watchdog(ConductorStage stage) {
        return new Watchdog(
                stage.dataSource,
                id -> rulebook.ruleSet().policy(id),
                stage.clock,
                Duration.ofSeconds(2),
                halted::incrementAndGet,
                slow::incrementAndGet);
    }
}
