package dev.tutti.admission;

import dev.tutti.admission.Verdict.Refused;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Counts who was refused and why, and logs it: each one by the metric, at most so many a second in the log. */
@ApplicationScoped
class Refusals {

    static final int LINES = 10;

    private static final Logger LOG = Logger.getLogger(Refusals.class);

    private final MeterRegistry registry;
    private final Bucket lines;

    Refusals(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.lines = Bucket.builder()
                .withCustomTimePrecision(new ClockMeter(clock))
                .addLimit(limit -> limit.capacity(LINES).refillGreedy(LINES, Duration.ofSeconds(1)))
                .build();
    }

    /** Of what a sender says, nothing but names that are ours is written down. */
    void count(Refused refused, String peer) {
        registry.counter(
                        "tutti.sources.refused",
                        "reason",
                        refused.reason().name().toLowerCase(Locale.ROOT))
                .increment();
        if (lines.tryConsume(1)) {
            LOG.infof("sender refused reason=%s key=%s peer=%s", refused.reason(), refused.key(), plain(peer));
        }
    }

    /** Behind a proxy it is what a header said. */
    private static String plain(String peer) {
        return peer.length() <= 64 && peer.matches("[0-9A-Fa-f:.%]*") ? peer : "?";
    }
}
