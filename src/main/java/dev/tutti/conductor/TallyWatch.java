package dev.tutti.conductor;

import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Shortfall;
import dev.tutti.decision.TallyChanges;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Lets it be heard when a tally hits a bound, and so says less than is so: a counter in the metrics for each tally and
 * reason, and a line in the log when it begins and then once an hour of the journal's time.
 */
@ApplicationScoped
class TallyWatch implements CommitListener {

    private static final Logger LOG = Logger.getLogger(TallyWatch.class);
    private static final long SILENCE_MILLIS = 60 * 60_000L;

    private record Bound(String tally, Shortfall why) {}

    private final MeterRegistry meters;
    private final Map<Bound, Long> said = new HashMap<>();

    TallyWatch(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public synchronized void committed(UUID batchId, List<Conclusion> conclusions) {
        for (Conclusion conclusion : conclusions) {
            conclusion.tallies().missed().forEach(missed -> hear(missed, conclusion.at()));
        }
    }

    private void hear(TallyChanges.Missed missed, long at) {
        meters.counter(
                        "tutti.tally.missed",
                        "tally",
                        missed.tally(),
                        "why",
                        missed.why().name())
                .increment(missed.alerts());
        Bound bound = new Bound(missed.tally(), missed.why());
        Long last = said.get(bound);
        if (last == null || at - last >= SILENCE_MILLIS) {
            said.put(bound, at);
            LOG.warnf("tally %s says less than is so: %s", missed.tally(), missed.why());
        }
    }
}
