package dev.tutti.conductor;

import dev.tutti.conductor.Reception.Busy;
import dev.tutti.conductor.Reception.BusyReason;
import dev.tutti.conductor.Reception.Receipt;
import dev.tutti.decision.Input;
import dev.tutti.engine.EngineFailure;
import dev.tutti.fact.AlertReport;
import dev.tutti.journal.Precautions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Brings works to an end even when the rules fail on them. A round that fails costs the session; its works are then tried
 * one by one, every report for itself, so that no neighbour suffers. A policy on which two attempts fail goes out of force.
 * An input on which two attempts fail, and nobody knows why, is set aside.
 */
final class Persistence {

    private static final Logger LOG = Logger.getLogger(Persistence.class);
    private static final Duration COME_AGAIN = Duration.ofSeconds(2);
    private static final int MOST_SUPERSEDED = 10;

    private final String name;
    private final Present present;
    private final Round round;
    private final Precautions precautions;
    private final Caution caution;
    private final RulesInForce rules;
    private final BooleanSupplier stopping;
    private boolean begun;

    Persistence(
            String name,
            Present present,
            Round round,
            Precautions precautions,
            Caution caution,
            RulesInForce rules,
            BooleanSupplier stopping) {
        this.name = name;
        this.present = present;
        this.round = round;
        this.precautions = precautions;
        this.caution = caution;
        this.rules = rules;
        this.stopping = stopping;
    }

    /** Once, before the first rebuild: an unclean stop makes careful. */
    void begin() throws SQLException {
        if (!begun && precautions.leftOpen(name)) {
            LOG.warnf("partition %s was left open by a process that did not stop cleanly; it is careful now", name);
            caution.begin();
        }
    }

    /** After a rebuild what fell due meanwhile comes first; once, also the alert at which the last process ended. */
    void goOn() throws SQLException {
        if (begun) {
            conclude(List.of());
            return;
        }
        Optional<Precautions.Undecided> left = caution.careful() ? precautions.undecided(name) : Optional.empty();
        if (left.isPresent()) {
            precautions.remember(name); // what is due is written down in its place
        }
        conclude(List.of());
        precautions.open(name, true);
        begun = true;
        if (left.isPresent() && left.get().input() instanceof Input.AlertReceived received) {
            conclude(List.of(new Work.Alerts(List.of(received.report()), new CompletableFuture<>())));
        }
    }

    /** Says that nothing was left undone. */
    void close() {
        present.discard();
        try {
            if (begun) {
                precautions.open(name, false);
            }
        } catch (SQLException e) {
            LOG.warnf("partition %s could not be closed, and will be careful: %s", name, e.getMessage());
        }
    }

    /**
     * Concludes the works; with none, what is due. All were answered when this returns, and all that were not are refused
     * when it throws.
     */
    void conclude(List<Work> works) throws SQLException {
        Blame blame = new Blame();
        try {
            if (caution.careful() || !together(works, blame)) {
                persist(List.of(), blame);
                for (Work work : works) {
                    alone(work, blame);
                }
            }
            caution.concluded();
        } catch (SQLException | RuntimeException e) {
            BusyReason reason = e instanceof SQLException ? BusyReason.DATABASE_UNAVAILABLE : BusyReason.REBUILDING;
            works.forEach(work -> work.refuse(new Busy(COME_AGAIN, reason)));
            throw e;
        }
    }

    /**
     * What failed is thrown away; whoever is to blame for the second time goes out of force. True when other rules decide now,
     * so that what failed under those of before is no attempt of theirs: also when another partition was quicker.
     */
    boolean failed(RuntimeException failure, Blame blame, String input) {
        String version = present.version();
        present.discard();
        caution.failed();
        Optional<String> culprit = blame.culprit(failure);
        if (culprit.isEmpty()) {
            return false;
        }
        String cause =
                failure instanceof EngineFailure engine ? engine.failure().name() : "";
        try {
            if (!rules.quarantine(culprit.get(), name, input, cause, String.valueOf(failure.getMessage()))
                    && version.equals(rules.now().ruleSet().version())) {
                return false;
            }
            precautions.forget(name);
            return true;
        } catch (SQLException e) {
            LOG.warnf("policy %s stays in force, its failure cannot be kept: %s", culprit.get(), e.getMessage());
            return false;
        }
    }

    private boolean together(List<Work> works, Blame blame) throws SQLException {
        try {
            for (int superseded = 0; ; superseded++) {
                try {
                    take(works, false);
                    return true;
                } catch (Commits.Superseded e) {
                    present.discard();
                    if (superseded == MOST_SUPERSEDED || stopping.getAsBoolean()) {
                        throw e;
                    }
                }
            }
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "a batch of partition %s failed; its works are tried one by one", name);
            failed(failure, blame, "batch");
            return false;
        }
    }

    /** Alone means every report for itself: a neighbour in the same request must not be set aside with it. */
    private void alone(Work work, Blame blame) throws SQLException {
        if (!(work instanceof Work.Alerts alerts) || alerts.reports().size() == 1) {
            persist(List.of(work), blame);
            return;
        }
        List<Receipt> receipts = new ArrayList<>();
        for (AlertReport report : alerts.reports()) {
            CompletableFuture<Reception> one = new CompletableFuture<>();
            persist(List.of(new Work.Alerts(List.of(report), one)), blame);
            if (one.join() instanceof Reception.Received received) {
                receipts.addAll(received.receipts());
            }
        }
        boolean all = receipts.size() == alerts.reports().size();
        // What was kept is known when the sender comes again with the whole request.
        alerts.answer().complete(all ? new Reception.Received(receipts) : new Busy(COME_AGAIN, BusyReason.STOPPING));
    }

    private void persist(List<Work> works, Blame blame) throws SQLException {
        int superseded = 0;
        for (int attempt = 1; !stopping.getAsBoolean(); attempt++) {
            boolean settingAside = attempt > Steps.MOST_ATTEMPTS;
            try {
                take(works, settingAside);
                return;
            } catch (Commits.Superseded e) {
                present.discard();
                precautions.forget(name); // the rules did not fail
                attempt--;
                if (++superseded > MOST_SUPERSEDED) {
                    throw e;
                }
            } catch (RuntimeException failure) {
                LOG.errorf(failure, "partition %s failed on %s, attempt %d", name, id(works), attempt);
                if (failed(failure, blame, id(works))) {
                    attempt = 0;
                } else if (settingAside) {
                    throw failure;
                }
            }
        }
        works.forEach(work -> work.refuse(new Busy(COME_AGAIN, BusyReason.STOPPING)));
    }

    private void take(List<Work> works, boolean settingAside) throws SQLException {
        try {
            if (!round.take(present.get(), works, settingAside)) {
                present.discard();
            }
        } catch (SQLException e) {
            if (caution.careful()) {
                present.discard(); // what was concluded before it could be written down is not committed
            }
            throw e;
        }
    }

    private static String id(List<Work> works) {
        return works.stream().map(Work::id).findFirst().orElse("what is due");
    }
}
