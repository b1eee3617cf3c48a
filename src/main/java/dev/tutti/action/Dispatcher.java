package dev.tutti.action;

import dev.tutti.conductor.CommitListener;
import dev.tutti.conductor.Conductor;
import dev.tutti.decision.Conclusion;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;

/** Carries out what was decided, from the start of the service to its stop. */
@ApplicationScoped
class Dispatcher implements CommitListener {

    private final ConfiguredConnectors tools;
    private final Lanes lanes;
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
        LastCheck lastCheck = new LastCheck(new Protection(database), tools, conductor::capabilities);
        Errands errands = new Errands(outbox, lastCheck, tools, lanes, conductor, config, clock, metrics);
        this.tools = tools;
        this.lanes = lanes;
        this.loop = new DispatchLoop(outbox, errands, tools, lanes, config, metrics);
    }

    void start(@Observes @Priority(2_000) StartupEvent event) {
        // So that metrics tell of a tool also before it is called for the first time.
        tools.registry().instances().forEach(instance -> lanes.of(instance.name()));
        loop.start();
    }

    /** Before the conductor stops, which takes the outcomes. */
    void stop(@Observes @Priority(500) ShutdownEvent event) throws InterruptedException {
        loop.stop();
    }

    @Override
    public void committed(List<Conclusion> conclusions) {
        if (conclusions.stream().anyMatch(conclusion -> !conclusion.orders().isEmpty())) {
            loop.wake();
        }
    }
}
