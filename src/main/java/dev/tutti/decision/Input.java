package dev.tutti.decision;

import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Context;
import dev.tutti.fact.Parameter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a partition ever hears, each with a place in its journal. Nothing else can change what it concludes, so
 * the same inputs give the same conclusions in every replay.
 */
public sealed interface Input {

    /**
     * A SIEM reported.
     *
     * @param alertId of this report, which has a decision of its own
     * @param revision what was known of the alert before, when its source sends it again, changed
     */
    record AlertReceived(
            String alertId,
            AlertReport report,
            boolean conflict,
            @Nullable Revision revision) implements Input {

        /** Something that is heard of for the first time. */
        public AlertReceived(String alertId, AlertReport report, boolean conflict) {
            this(alertId, report, conflict, null);
        }

        /** What was known before; empty when this is no update. */
        public Optional<Revision> update() {
            return Optional.ofNullable(revision);
        }

        /** The id of the fact, which is the same for all reports of an alert. */
        public String factId() {
            return update().map(Revision::first).orElse(alertId);
        }

        /** Whether a newer report of the same alert had come before. */
        public boolean stale() {
            return update().filter(Revision::stale).isPresent();
        }

        /** The same with another form of the report. */
        public AlertReceived with(AlertReport other) {
            return new AlertReceived(alertId, other, conflict, revision);
        }
    }

    /** A person proposes an action; it is judged like any other. */
    record ActionProposed(
            String by, String tenant, String capability, String target, List<Parameter> parameters, String reason)
            implements Input {
        public ActionProposed {
            parameters = parameters.stream().sorted().toList();
        }
    }

    /** A person answers a question that Tutti asked. */
    record VoteCast(String actionId, String by, Verdict verdict, String reason, String digest) implements Input {}

    /** A person wants an action no longer that has not gone out yet. */
    record WithdrawalAsked(String actionId, String by, String reason) implements Input {}

    /** A person wants an action undone before its lease ends. */
    record UndoAsked(String actionId, String by, String reason) implements Input {}

    /** A person wants the lease of an action renewed; it is when a second one does, too. */
    record RenewalAsked(String actionId, String by, String reason) implements Input {}

    /**
     * A person with the right to do so overrides whatever an action waits for.
     *
     * @param reviewWithinMillis within what time somebody else has to look at it; the setting of that day, so that a replay does
     *     not depend on that of another
     */
    record GlassBroken(String actionId, String by, String reason, String digest, long reviewWithinMillis)
            implements Input {

        /** Journals of 0.1 hold no such time. */
        public GlassBroken {
            reviewWithinMillis = reviewWithinMillis > 0 ? reviewWithinMillis : BrokenGlass.REVIEW_WITHIN.toMillis();
        }

        public GlassBroken(String actionId, String by, String reason, String digest) {
            this(actionId, by, reason, digest, BrokenGlass.REVIEW_WITHIN.toMillis());
        }
    }

    /** A person has looked at what somebody else overrode. */
    record ReviewClosed(String actionId, String by, String reason) implements Input {}

    /**
     * A person has found out what became of an uncertain action, or has done a task or could not: whether it, or its undo, took
     * effect.
     *
     * @param results what came of it, bounded by {@link Results}
     */
    record SettlementGiven(String actionId, String by, boolean tookEffect, String reason, List<Parameter> results)
            implements Input {

        /** Journals of 0.1 hold no results. */
        public SettlementGiven {
            results = Results.bounded(Objects.requireNonNullElse(results, List.of()));
        }

        public SettlementGiven(String actionId, String by, boolean tookEffect, String reason) {
            this(actionId, by, tookEffect, reason, List.of());
        }
    }

    /**
     * The executor reports what became of an order. It does not name the order: a second report of one undo, late by more than
     * the caller's patience or a lease, can be taken for a report of a newer undo that was ordered in between. Nothing is done
     * twice by that, and no report of success can be the stale one, since an undo that succeeded ends the action; but the newer
     * undo may be shown as failed though it is not known, and must then be asked for again.
     *
     * @param attempt the number of the call whose own result this is, so that it is written down with the outcome; 0 when that
     *     was done before, as when what became of it had to be found out
     * @param results what the tool answered about an action that succeeded, bounded by {@link Results}
     */
    record OutcomeReported(
            String actionId, Operation operation, Outcome outcome, String detail, int attempt, List<Parameter> results)
            implements Input {

        /** Journals of 0.1 hold no results. */
        public OutcomeReported {
            results = Results.bounded(Objects.requireNonNullElse(results, List.of()));
        }

        public OutcomeReported(String actionId, Operation operation, Outcome outcome, String detail, int attempt) {
            this(actionId, operation, outcome, detail, attempt, List.of());
        }

        public OutcomeReported(String actionId, Operation operation, Outcome outcome, String detail) {
            this(actionId, operation, outcome, detail, 0);
        }
    }

    /** The organisation told Tutti something about itself; it replaces what it said before under the same identity. */
    record ContextStated(Context fact, String by) implements Input {}

    /** Something that the organisation had stated holds no longer. */
    record ContextEnded(String factId, String by) implements Input {}

    /**
     * A person has dealt with something that Tutti itself has found.
     *
     * @param factId the identity of the finding, under which it may be open in several partitions
     */
    record FindingClosed(String factId, String by, String reason) implements Input {}

    /**
     * A person wants an entry taken from the no-touch list; it is when somebody else agrees.
     *
     * @param id made by whoever hands this over, so that all partitions call it the same
     * @param withinMillis how long it waits for an answer; the setting of that day
     */
    record RemovalProposed(String id, String entry, String by, String reason, long withinMillis) implements Input {
        public RemovalProposed {
            withinMillis = withinMillis > 0 ? withinMillis : RemovalBook.WITHIN.toMillis();
        }
    }

    /** Another person agrees that the entry is taken from the no-touch list, or wants it to stay. */
    record RemovalAnswered(String id, String by, Verdict verdict, String reason) implements Input {}

    /** Something is due at this time: a boundary of the calendar, a deadline, the end of a window over events. */
    record Tick() implements Input {}

    /**
     * What other partitions have committed that matters here. It enters the journal before the inputs that it influences.
     *
     * @param budgets what others drew, by budget in the order of their names
     * @param opened actions that this partition would have opened again
     * @param closed ids of actions heard of before that are closed now
     */
    record HeardElsewhere(List<Drawn> budgets, List<OpenElsewhere> opened, List<String> closed) implements Input {
        public HeardElsewhere {
            budgets = List.copyOf(budgets);
            opened = List.copyOf(opened);
            closed = List.copyOf(closed);
        }

        public boolean isEmpty() {
            return budgets.isEmpty() && opened.isEmpty() && closed.isEmpty();
        }

        /**
         * What others drew on one budget.
         *
         * @param upTo the number of the last debit that is known from here on, whoever made it
         */
        public record Drawn(String budget, long upTo, List<Use> uses) {
            public Drawn {
                uses = List.copyOf(uses);
            }
        }

        /** One debit and how much it drew; the time is that of the partition that made it. */
        public record Use(String actionId, long at, int amount) {

            /** Journals of 0.1 name no amount. */
            public Use {
                amount = Math.max(1, amount);
            }
        }
    }

    /**
     * From here on this rule set decides. It is also the first input after every start, with the same version twice where
     * the rules have not changed.
     *
     * @param from {@code ""} when there was none before
     */
    record RulesSwitched(String from, String to) implements Input {
        public boolean sameRules() {
            return from.equals(to);
        }
    }

    /**
     * A policy failed and is out of force in this version; its owner is to be told.
     *
     * @param poisonId the entry of the poison book that says so
     * @param cause the constant of the failure
     */
    record PolicyQuarantined(long poisonId, String policyId, String owner, String cause, String detail)
            implements Input {}

    /**
     * The rules failed on this input twice, and nobody knows whose fault it is. Of a tick or an outcome, that follows which
     * needs no rules; everything else was refused. An alert is set aside by its decision record instead.
     */
    record SetAside(Input input) implements Input {}
}
