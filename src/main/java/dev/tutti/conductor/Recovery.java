package dev.tutti.conductor;

import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Docket;
import dev.tutti.decision.FactChanges;
import dev.tutti.decision.Input;
import dev.tutti.decision.PolicyTerms;
import dev.tutti.decision.Tallies;
import dev.tutti.decision.Terms;
import dev.tutti.engine.Partition;
import dev.tutti.engine.Rebuild;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Capability;
import dev.tutti.journal.HeardAlerts;
import dev.tutti.journal.Poison;
import dev.tutti.journal.StoredState;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Brings a partition back to where its journal ends, and says in the journal that, and under which rules, it goes on. What
 * fell due meanwhile is then due like anything else.
 */
final class Recovery {

    private static final Logger LOG = Logger.getLogger(Recovery.class);
    private static final long PROGRESS_EVERY = 10_000;

    private final String name;
    private final Means means;
    private final Commits commits;
    private final News news;
    private final Watch watch;
    private final Progress progress;

    Recovery(String name, Means means, Commits commits, News news, Watch watch, Progress progress) {
        this.name = name;
        this.means = means;
        this.commits = commits;
        this.news = news;
        this.watch = watch;
        this.progress = progress;
    }

    Partition rebuild(Rulebook rulebook) {
        RuleSet ruleSet = rulebook.ruleSet();
        Tallies tallies = new Tallies(ruleSet.tallies());
        StoredState stored;
        List<Poison> untold;
        try {
            stored = means.journal().load(name);
            tallies.turn(stored.at(), new FactChanges());
            means.journal().load(name, tallies, stored.at());
            means.journal().noteRuleSet(ruleSet.version(), Summary.of(ruleSet));
            untold = means.poisonBook().untold(name);
        } catch (SQLException e) {
            throw new IllegalStateException("what was committed cannot be loaded now", e);
        }
        try {
            Docket docket = new Docket(terms(ruleSet), new BudgetLedger(stored.debits()));
            news.restart(stored, docket.elsewhere());
            stored.findings().forEach(docket::restore);
            Partition partition = rebuilt(rulebook, docket, stored, tallies);
            try {
                announce(partition, stored.ruleSetVersion(), ruleSet, untold);
            } catch (RuntimeException e) {
                partition.close();
                throw e;
            }
            return partition;
        } finally {
            watch.end();
        }
    }

    private Partition rebuilt(Rulebook rulebook, Docket docket, StoredState stored, Tallies tallies) {
        long since = stored.at() - lookBack(rulebook).toMillis();
        try (HeardAlerts heard = means.journal().heard(name, since, stored.sequence())) {
            progress.begin(heard.count());
            watched(rulebook);
            return Rebuild.of(
                    rulebook.ruleBase(),
                    docket,
                    tallies,
                    stored.sequence(),
                    stored.at(),
                    stored.context(),
                    stored.actions(),
                    stored.causes(),
                    () -> heard.each(alert -> new Rebuild.Heard(alert.at(), alert.received())),
                    done -> reached(done, rulebook));
        } catch (SQLException e) {
            throw new IllegalStateException("what was heard cannot be loaded now", e);
        }
    }

    /** As long as an event matters to these rules, and as much more as it may have been stamped ahead of its arrival. */
    private Duration lookBack(Rulebook rulebook) {
        Duration needed = Duration.ofMillis(rulebook.ruleBase().eventHorizon());
        Duration horizon = means.config().eventHorizon().orElse(needed);
        return horizon.isZero() ? horizon : horizon.plusMillis(AlertReport.EARLY_MILLIS);
    }

    /** At the journal's last time, so that what fell due since comes after it, each at its own. */
    private void announce(Partition partition, String before, RuleSet ruleSet, List<Poison> untold) {
        long at = partition.sequence() == 0 ? means.clock().millis() : partition.now();
        List<Conclusion> conclusions = heard(partition, at);
        conclusions.add(partition.apply(new Input.RulesSwitched(before, ruleSet.version()), at));
        for (Poison poison : untold) {
            String owner = ruleSet.policy(poison.policyId()).map(Policy::owner).orElse("admin");
            conclusions.add(partition.apply(
                    new Input.PolicyQuarantined(poison.id(), poison.policyId(), owner, poison.cause(), poison.detail()),
                    at));
        }
        commits.announce(conclusions);
    }

    /** Under other rules an action may go out at once, and then what others have spent has to be known. */
    private List<Conclusion> heard(Partition partition, long at) {
        try {
            return news.hear(partition, at, Partition::apply); // all of this is watched as a rebuild
        } catch (SQLException e) {
            throw new IllegalStateException("what other partitions have committed cannot be read now", e);
        }
    }

    private void reached(long done, Rulebook rulebook) {
        progress.reached(done);
        watched(rulebook);
        if (done % PROGRESS_EVERY == 0) {
            LOG.infof("partition %s: %d of %d alerts are back in memory", name, done, progress.expected());
        }
    }

    /** Each alert that comes back has its own time, and so has the judging of everything at the end. */
    private void watched(Rulebook rulebook) {
        watch.begin(() -> "rebuild", means.config().rebuildDeadline(), rulebook.ruleBase()::suspect);
    }

    private Terms terms(RuleSet ruleSet) {
        return new Terms(
                name,
                ruleSet.version(),
                ruleSet.capabilities().stream().collect(Collectors.toMap(Capability::name, capability -> capability)),
                ruleSet.quarantined(),
                means.providers()::digest,
                means.config().voteValidity(),
                ruleSet.active().stream()
                        .map(policy ->
                                PolicyTerms.of(policy.id(), policy.owner(), policy.ruleDigest(), policy.reviewBy()))
                        .toList());
    }
}
