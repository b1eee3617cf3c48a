package dev.tutti.conductor;

import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.engine.Partition;
import dev.tutti.journal.Poison;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import java.sql.SQLException;
import java.util.List;
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
        Restoration restoration;
        List<Poison> untold;
        try {
            restoration = Restoration.of(name, means, means.journal(), rulebook);
            means.journal().noteRuleSet(ruleSet.version(), Summary.of(ruleSet));
            untold = means.poisonBook().untold(name);
        } catch (SQLException e) {
            throw new IllegalStateException("what was committed cannot be loaded now", e);
        }
        try {
            news.restart(restoration.stored(), restoration.docket().elsewhere());
            Partition partition = restoration.partition(progress::begin, done -> reached(done, rulebook));
            try {
                announce(partition, restoration.stored().ruleSetVersion(), ruleSet, untold);
            } catch (RuntimeException e) {
                partition.close();
                throw e;
            }
            return partition;
        } finally {
            watch.end();
        }
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
        if (done > 0 && done % PROGRESS_EVERY == 0) {
            LOG.infof("partition %s: %d of %d alerts are back in memory", name, done, progress.expected());
        }
    }

    /** Each alert that comes back has its own time, and so has the judging of everything at the end. */
    private void watched(Rulebook rulebook) {
        watch.begin(() -> "rebuild", means.config().rebuildDeadline(), rulebook.ruleBase()::suspect);
    }
}
