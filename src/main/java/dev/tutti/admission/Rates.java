package dev.tutti.admission;

import dev.tutti.source.Rate;
import dev.tutti.source.Source;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many alerts each source has left: a bucket that holds as many as its rate names and fills evenly. A request that is larger
 * than the bucket is taken when the bucket is full and is paid for afterwards; otherwise it could never be sent.
 */
@ApplicationScoped
class Rates {

    private final Map<String, Metered> buckets = new ConcurrentHashMap<>();
    private final Clock clock;

    Rates(Clock clock) {
        this.clock = clock;
    }

    private record Metered(Rate rate, Bucket bucket) {}

    /** Takes so many at once, or none and tells how long it is until they may be taken; zero when they were. */
    Duration take(Source source, int alerts) {
        if (source.rate().equals(Rate.NONE)) {
            return Duration.ZERO;
        }
        Bucket bucket = buckets.compute(
                        source.name(),
                        (name, before) -> before != null && before.rate().equals(source.rate())
                                ? before
                                : new Metered(source.rate(), bucket(source.rate())))
                .bucket();
        int atOnce = Math.min(alerts, source.rate().alerts());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(atOnce);
        if (!probe.isConsumed()) {
            return Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
        }
        if (alerts > atOnce) {
            bucket.consumeIgnoringRateLimits(alerts - atOnce);
        }
        return Duration.ZERO;
    }

    private Bucket bucket(Rate rate) {
        return Bucket.builder()
                .withCustomTimePrecision(new ClockMeter(clock))
                .addLimit(limit -> limit.capacity(rate.alerts()).refillGreedy(rate.alerts(), rate.per()))
                .build();
    }
}
