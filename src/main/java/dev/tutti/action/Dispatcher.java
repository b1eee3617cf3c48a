package dev.tutti.action;

import dev.tutti.conductor.CommitListener;
import dev.tutti.conductor.Conductor;
import dev.tutti.decision.Conclusion;
import dev.tutti.journal.FirstAttempt;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Carries out what was decided, from the start of the service to its stop. */
@ApplicationScoped
class Dispatcher implements CommitListener {

    private final ConfiguredConnectors tools;
    private final Lanes lanes;
    private final Protection protection;
    private final Handover handover;
    private final DispatchLoop loop;

    Dispatcher(
            DataSource database,
            ConfiguredConnectors tools,
            Lanes lanes,
            Conductor conductor,
            DispatchConfig config,
            Clock clock,
            MeterRegistry meters) {
        DispatchMetrics metrics = new DispatchMetrics(meters, clock);
        Outbox outbox = new Outbox(database, config.lease());
        this.protection = new Protection(database);
        LastCheck lastCheck = new LastCheck(protection, tools, conductor::capabilities);
        Workers workers = new Workers();
        Errands errands = new Errands(outbox, lastCheck, tools, lanes, conductor, config, clock, metrics, workers);
        this.tools = tools;
        this.lanes = lanes;
        this.handover = new Handover(tools, lanes, protection, config.lease(), clock);
        this.loop = new DispatchLoop(outbox, errands, tools, lanes, protection, config, metrics, workers);
    }

    void start(@Observes @Priority(2_000) StartupEvent event) {
        // So that metrics tell of a tool also before it is called for the first time.
        tools.registry().instances().forEach(instance -> lanes.of(instance.name()));
        loop.start();
    }

    /** Before the conductor stops, which takes the outcomes. */
    void stop(@Observes @Priority(500) ShutdownEvent event) throws InterruptedException {
        handover.stop();
        loop.stop();
    }

    @Override
    public List<FirstAttempt> committing(UUID batchId, List<Conclusion> conclusions) {
        return handover.take(batchId, conclusions);
    }

    @Override
    public void committed(UUID batchId, List<Conclusion> conclusions) {
        protection.committed(conclusions);
        List<Handover.Taken> taken = handover.taken(batchId);
        taken.forEach(loop::begin);
        int orders = conclusions.stream()
                .mapToInt(conclusion -> conclusion.orders().size())
                .sum();
        if (orders > taken.size()) {
            loop.wake();
        }
    }

    @Override
    public void dropped(UUID batchId) {
        handover.taken(batchId).forEach(taken -> taken.lane().leave());
    }
}
