package dev.tutti.conductor;

import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Docket;
import dev.tutti.decision.Input;
import dev.tutti.decision.Terms;
import dev.tutti.engine.EventLife;
import dev.tutti.engine.Partition;
import dev.tutti.engine.Rebuild;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Capability;
import dev.tutti.journal.CommitResult;
import dev.tutti.journal.Journal;
import dev.tutti.journal.StoredState;
import dev.tutti.policy.RuleSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Brings a partition back to where its journal ends, works off what fell due meanwhile, and says in the journal that, and
 * under which rules, it goes on.
 */
final class Recovery {

    private static final Logger LOG = Logger.getLogger(Recovery.class);
    private static final long PROGRESS_EVERY = 10_000;

    private final String name;
    private final Journal journal;
    private final Rulebook rulebook;
    private final Providers providers;
    private final Duration voteValidity;
    private final List<CommitListener> listeners;
    private final Clock clock;

    Recovery(
            String name,
            Journal journal,
            Rulebook rulebook,
            Providers providers,
            Duration voteValidity,
            List<CommitListener> listeners,
            Clock clock) {
        this.name = name;
        this.journal = journal;
        this.rulebook = rulebook;
        this.providers = providers;
        this.voteValidity = voteValidity;
        this.listeners = listeners;
        this.clock = clock;
    }

    Partition rebuild() {
        RuleSet ruleSet = rulebook.ruleSet();
        StoredState stored;
        try {
            stored = journal.load(name, EventLife.MILLIS + AlertReport.LATE_MILLIS);
            journal.noteRuleSet(ruleSet.version(), Summary.of(ruleSet));
        } catch (SQLException e) {
            throw new IllegalStateException("what was committed cannot be loaded now", e);
        }
        Partition partition = Rebuild.of(
                rulebook.ruleBase(),
                new Docket(terms(ruleSet), new BudgetLedger(stored.debits())),
                stored.sequence(),
                stored.at(),
                stored.context(),
                stored.actions(),
                stored.causes(),
                stored.alerts().stream()
                        .map(alert -> new Rebuild.Heard(alert.at(), alert.received()))
                        .toList(),
                done -> progress(done, stored.alerts().size()));
        try {
            announce(partition, stored.ruleSetVersion(), ruleSet.version());
        } catch (RuntimeException e) {
            partition.close();
            throw e;
        }
        return partition;
    }

    private void announce(Partition partition, String before, String after) {
        long now = Math.max(clock.millis(), partition.now());
        List<Conclusion> conclusions = new ArrayList<>();
        PartitionLoop.tick(partition, now, conclusions);
        conclusions.add(partition.apply(new Input.RulesSwitched(before, after), now));
        CommitResult result = journal.commit(UUID.randomUUID(), name, conclusions, List.of());
        if (result != CommitResult.COMMITTED) {
            throw new IllegalStateException("the first input after the rebuild is " + result);
        }
        listeners.forEach(listener -> listener.committed(conclusions));
    }

    private void progress(long done, int all) {
        if (done % PROGRESS_EVERY == 0) {
            LOG.infof("partition %s: %d of %d alerts are back in memory", name, done, all);
        }
    }

    private Terms terms(RuleSet ruleSet) {
        return new Terms(
                name,
                ruleSet.version(),
                ruleSet.capabilities().stream().collect(Collectors.toMap(Capability::name, capability -> capability)),
                ruleSet.quarantined(),
                providers::digest,
                voteValidity);
    }
}
