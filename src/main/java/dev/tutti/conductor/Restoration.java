package dev.tutti.conductor;

import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Docket;
import dev.tutti.decision.FactChanges;
import dev.tutti.decision.PolicyTerms;
import dev.tutti.decision.Tallies;
import dev.tutti.decision.Terms;
import dev.tutti.engine.Partition;
import dev.tutti.engine.Rebuild;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Capability;
import dev.tutti.journal.HeardAlerts;
import dev.tutti.journal.Journal;
import dev.tutti.journal.StoredState;
import dev.tutti.policy.RuleSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** A partition out of what a journal holds of it; nothing is said in the journal about it. */
final class Restoration {

    private final String name;
    private final Means means;
    private final Journal journal;
    private final Rulebook rulebook;
    private final StoredState stored;
    private final Tallies tallies;
    private final Docket docket;

    private Restoration(
            String name, Means means, Journal journal, Rulebook rulebook, StoredState stored, Tallies tallies) {
        this.name = name;
        this.means = means;
        this.journal = journal;
        this.rulebook = rulebook;
        this.stored = stored;
        this.tallies = tallies;
        this.docket = new Docket(terms(name, means, rulebook.ruleSet()), new BudgetLedger(stored.debits()));
    }

    /** Loads what was committed. */
    static Restoration of(String name, Means means, Journal journal, Rulebook rulebook) throws SQLException {
        StoredState stored = journal.load(name);
        Tallies tallies = new Tallies(rulebook.ruleSet().tallies());
        tallies.turn(stored.at(), new FactChanges());
        journal.load(name, tallies, stored.at());
        return new Restoration(name, means, journal, rulebook, stored, tallies);
    }

    StoredState stored() {
        return stored;
    }

    Docket docket() {
        return docket;
    }

    /**
     * Puts back into memory what matters to these rules.
     *
     * @param expected is told how many alerts come back, before the first
     * @param reached is told how many have come back, after each
     */
    Partition partition(LongConsumer expected, LongConsumer reached) {
        stored.findings().forEach(docket::restore);
        long since = stored.at() - lookBack().toMillis();
        try (HeardAlerts heard = journal.heard(name, since, stored.sequence())) {
            expected.accept(heard.count());
            reached.accept(0);
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
                    reached);
        } catch (SQLException e) {
            throw new IllegalStateException("what was heard cannot be loaded now", e);
        }
    }

    /** As long as an event matters to these rules, and as much more as it may have been stamped ahead of its arrival. */
    private Duration lookBack() {
        Duration needed = Duration.ofMillis(rulebook.ruleBase().eventHorizon());
        Duration horizon = means.config().eventHorizon().orElse(needed);
        return horizon.isZero() ? horizon : horizon.plusMillis(AlertReport.EARLY_MILLIS);
    }

    private static Terms terms(String name, Means means, RuleSet ruleSet) {
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
