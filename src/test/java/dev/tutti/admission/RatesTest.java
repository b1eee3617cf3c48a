package dev.tutti.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.conductor.MovableClock;
import dev.tutti.source.Rate;
import dev.tutti.source.Senders;
import dev.tutti.source.Source;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RatesTest {

    private static final Source SIXTY_A_MINUTE = Senders.source("splunk", new Rate(60, Duration.ofMinutes(1)));

    private final MovableClock clock = new MovableClock(Senders.NOON);
    private final Rates rates = new Rates(clock);

    @Test
    void asManyAsTheRateNamesAreTakenAtOnceAndThenOneByOne() {
        assertThat(rates.take(SIXTY_A_MINUTE, 60)).isZero();
        assertThat(rates.take(SIXTY_A_MINUTE, 1)).isEqualTo(Duration.ofSeconds(1));

        clock.advance(Duration.ofSeconds(1));
        assertThat(rates.take(SIXTY_A_MINUTE, 1)).isZero();
        assertThat(rates.take(SIXTY_A_MINUTE, 1)).isPositive();
    }

    @Test
    void aRequestIsTakenAsAWholeOrNotAtAll() {
        assertThat(rates.take(SIXTY_A_MINUTE, 50)).isZero();
        assertThat(rates.take(SIXTY_A_MINUTE, 11)).isEqualTo(Duration.ofSeconds(1));
        assertThat(rates.take(SIXTY_A_MINUTE, 10)).isZero();
    }

    @Test
    void aRequestThatIsLargerThanTheRateIsTakenAfterASilenceAndPaidForAfterwards() {
        assertThat(rates.take(SIXTY_A_MINUTE, 120)).isZero();

        clock.advance(Duration.ofSeconds(60));
        assertThat(rates.take(SIXTY_A_MINUTE, 1)).isEqualTo(Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(60));
        assertThat(rates.take(SIXTY_A_MINUTE, 60)).isZero();
    }

    @Test
    void oneSourceTakesNothingFromAnother() {
        rates.take(SIXTY_A_MINUTE, 60);

        assertThat(rates.take(Senders.source("kibana", SIXTY_A_MINUTE.rate()), 60))
                .isZero();
        assertThat(rates.take(Senders.source("falco", Rate.NONE), 1_000_000)).isZero();
    }

    @Test
    void aNewRateCountsAtOnce() {
        rates.take(SIXTY_A_MINUTE, 60);

        assertThat(rates.take(Senders.source("splunk", new Rate(600, Duration.ofMinutes(1))), 600))
                .isZero();
    }

    @Test
    void whoIsOverTheRateIsToldWhenToComeAgain() {
        var registry = new SimpleMeterRegistry();
        var sender = new Sender(SIXTY_A_MINUTE, "0123456789abcdef", "192.0.2.1");
        Allowance allowance = new SenderAllowances(rates, new Refusals(registry, clock)).of(sender);
        allowance.alerts(60);

        var problem = catchThrowableOfType(HttpProblem.class, () -> allowance.alerts(90));

        assertThat(problem.getStatusCode()).isEqualTo(429);
        assertThat(problem.getHeaders()).containsEntry("Retry-After", "60");
        assertThat(registry.counter("tutti.sources.refused", "reason", "over_rate")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whoIsNoSourceIsNotLimited() {
        Allowance allowance =
                new SenderAllowances(rates, new Refusals(new SimpleMeterRegistry(), clock)).of(() -> "siem-1");

        allowance.format("anything");
        allowance.alerts(1_000_000);
        assertThat(allowance.tenantOf("acme")).isEqualTo("acme");
    }
}
