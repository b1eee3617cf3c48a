package dev.tutti.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Sets the clock of the running service and of its PostgreSQL back and forth under load. By hand, since it needs Debian's
 * faketime: {@code -Dtutti.faketime=/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1}. The short form of this fault is
 * {@code ClockJumpTest}.
 */
@EnabledIfSystemProperty(named = ServiceProcess.FAKETIME, matches = ".+")
class ClockJumpsIT {

    private static final long SEED = Long.getLong("tutti.seed", 20);
    private static final int JUMPS = Integer.getInteger("tutti.jumps", 6);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int LONGEST_JUMP_SECONDS = 3 * 3_600;

    @Test
    void aClockThatIsSetBackAndForthCostsNothing() throws IOException {
        try (Theatre theatre = Theatre.open("clock-jumps", Map.of())) {
            Random random = new Random(SEED);
            Crowd crowd = Crowd.gather(theatre, "siem", SEED, 4, 40);
            for (int i = 0; i < JUMPS; i++) {
                theatre.service.setClock(random.nextInt(2 * LONGEST_JUMP_SECONDS) - LONGEST_JUMP_SECONDS);
                long decided = theatre.receipts.acknowledgements.get();
                Moments.await(
                        LONGEST_WAIT,
                        "100 more alerts are decided",
                        () -> theatre.receipts.acknowledgements.get() >= decided + 100);
                assertThat(new Books(theatre).breaches()).isEmpty();
            }
            crowd.disperse();
            theatre.settle();
            assertThat(new Books(theatre).breachesAtTheEnd()).isEmpty();
            System.out.println("clock set " + JUMPS + " times, seed " + SEED + ": " + new Books(theatre).counts());
            theatre.service.stop();
            theatre.service.deleteData();
        }
    }
}
