package dev.tutti.conductor;

import dev.tutti.journal.Poison;
import dev.tutti.journal.PoisonBook;
import dev.tutti.policy.Policy;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The rules that decide now: those of the folder, without the policies that are out of force by an error. A policy stays
 * out until its rules are mended, which makes another version of it, or until somebody releases it.
 */
final class RulesInForce {

    private static final Logger LOG = Logger.getLogger(RulesInForce.class);

    private final Rulebook folder;
    private final PoisonBook book;
    private final Clock clock;
    private volatile Rulebook now;
    private volatile List<Poison> quarantined = List.of();

    RulesInForce(Rulebook folder, PoisonBook book, Clock clock) {
        this.folder = folder;
        this.book = book;
        this.clock = clock;
        this.now = folder;
    }

    /** What decides now; each partition goes over to it between two inputs. */
    Rulebook now() {
        return now;
    }

    /** What is out of force in this version, and why. */
    List<Poison> quarantined() {
        return quarantined;
    }

    /** Reads from the book what is out of force. */
    synchronized void refresh() throws SQLException {
        List<Poison> present = book.inForce().stream()
                .filter(poison -> version(poison.policyId()).equals(Optional.of(poison.ruleDigest())))
                .toList();
        Set<String> ids = ids(present);
        if (!ids.equals(ids(quarantined))) {
            now = ids.isEmpty() ? folder : folder.without(ids);
        }
        quarantined = present;
    }

    /** Takes a policy out of force; its entry is kept before anything is decided without it. False if it is not in force. */
    synchronized boolean quarantine(String policyId, String partition, String input, String cause, String detail)
            throws SQLException {
        if (!now.ruleBase().policyIds().contains(policyId)) {
            return false;
        }
        LOG.errorf("policy %s is out of force from now on: %s on input %s: %s", policyId, cause, input, detail);
        String digest = version(policyId).orElse("");
        book.note(new Poison(0, partition, input, cause, policyId, digest, detail, clock.millis()));
        refresh();
        return true;
    }

    /** Puts a policy into force again; false when it is not out of force. */
    synchronized boolean release(String policyId, String by, String reason) throws SQLException {
        boolean released = book.release(policyId, by, reason, clock.instant());
        refresh();
        return released;
    }

    private Optional<String> version(String policyId) {
        return folder.ruleSet().policy(policyId).map(Policy::ruleDigest);
    }

    private static Set<String> ids(List<Poison> poisons) {
        return poisons.stream().map(Poison::policyId).collect(Collectors.toCollection(TreeSet::new));
    }
}
