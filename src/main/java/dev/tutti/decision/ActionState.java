package dev.tutti.decision;

/**
 * Where an action is in its life. The only way from one state to the next is a method of the state that has it; a final
 * state has none.
 *
 * <pre>
 * Requested, Held, AwaitingApproval, Permitted -> each other (never back to Requested), Denied, Withdrawn, Expired
 * Permitted  -> Dispatched
 * Dispatched -> Succeeded, Failed, Uncertain
 * Uncertain  -> Succeeded, Failed               (a person settles it)
 * Succeeded  -> Undoing                         (its lease ran out, or a person asked)
 * Succeeded  -> Succeeded                       (two people renewed its lease)
 * Undoing    -> Undone, UndoFailed
 * UndoFailed -> Undoing, Undone                 (tried again, or settled by a person)
 * </pre>
 */
public sealed interface ActionState
        permits ActionState.Undispatched,
                ActionState.Denied,
                ActionState.Withdrawn,
                ActionState.Expired,
                ActionState.Dispatched,
                ActionState.Succeeded,
                ActionState.Failed,
                ActionState.Uncertain,
                ActionState.Undoing,
                ActionState.UndoFailed,
                ActionState.Undone {

    /** The states' names as they stand in the history. */
    enum Name {
        REQUESTED,
        HELD,
        AWAITING_APPROVAL,
        PERMITTED,
        DENIED,
        DISPATCHED,
        SUCCEEDED,
        FAILED,
        UNCERTAIN,
        UNDOING,
        UNDO_FAILED,
        UNDONE,
        WITHDRAWN,
        EXPIRED;

        /** Whether it waits for a ruling, for time or for people. */
        public boolean waiting() {
            return this == REQUESTED || this == HELD || this == AWAITING_APPROVAL;
        }

        public boolean inForce() {
            return switch (this) {
                case DISPATCHED, SUCCEEDED, UNCERTAIN, UNDOING, UNDO_FAILED -> true;
                default -> false;
            };
        }

        public boolean open() {
            return waiting() || this == PERMITTED || inForce();
        }
    }

    Name name();

    /** Whether it waits for a ruling, for time or for people. */
    default boolean waiting() {
        return name().waiting();
    }

    /** Whether this is no final state; while it is open, no second action of the same sameness begins. */
    default boolean open() {
        return name().open();
    }

    /**
     * Whether its effect stands, or may: from dispatch until it failed or was undone. An action that succeeded for a while
     * stays so here when its lease is over; see {@link Succeeded#leaseOver}.
     */
    default boolean inForce() {
        return name().inForce();
    }

    /** The state of an action as it was stored. The time matters to {@code SUCCEEDED} only. */
    static ActionState stored(Name name, long leaseUntil) {
        return switch (name) {
            case REQUESTED -> new Requested();
            case HELD -> new Held();
            case AWAITING_APPROVAL -> new AwaitingApproval();
            case PERMITTED -> new Permitted();
            case DENIED -> new Denied();
            case DISPATCHED -> new Dispatched();
            case SUCCEEDED -> new Succeeded(leaseUntil);
            case FAILED -> new Failed();
            case UNCERTAIN -> new Uncertain();
            case UNDOING -> new Undoing();
            case UNDO_FAILED -> new UndoFailed();
            case UNDONE -> new Undone();
            case WITHDRAWN -> new Withdrawn();
            case EXPIRED -> new Expired();
        };
    }

    /** Nothing went out yet, so everything can still be stopped. A state that is asked for itself stays. */
    sealed interface Undispatched extends ActionState permits Requested, Held, AwaitingApproval, Permitted {

        default Held hold() {
            return new Held();
        }

        default AwaitingApproval ask() {
            return new AwaitingApproval();
        }

        default Permitted permit() {
            return new Permitted();
        }

        default Denied deny() {
            return new Denied();
        }

        default Withdrawn withdraw() {
            return new Withdrawn();
        }

        /** It was of no more use. */
        default Expired expire() {
            return new Expired();
        }
    }

    /** Stated, and not ruled on yet. */
    record Requested() implements Undispatched {
        @Override
        public Name name() {
            return Name.REQUESTED;
        }
    }

    /** Waits until the cause of a hold goes away. */
    record Held() implements Undispatched {
        @Override
        public Name name() {
            return Name.HELD;
        }
    }

    /** Waits for people. */
    record AwaitingApproval() implements Undispatched {
        @Override
        public Name name() {
            return Name.AWAITING_APPROVAL;
        }
    }

    /** May go out; until it does, a new input can still restrain it. */
    record Permitted() implements Undispatched {
        @Override
        public Name name() {
            return Name.PERMITTED;
        }

        public Dispatched dispatch() {
            return new Dispatched();
        }
    }

    /** Handed to a connector; what came of it is not known yet. */
    record Dispatched() implements ActionState {
        @Override
        public Name name() {
            return Name.DISPATCHED;
        }

        /** The lease's end in milliseconds since the epoch, {@link Long#MAX_VALUE} when there is none. */
        public Succeeded succeed(long leaseUntil) {
            return new Succeeded(leaseUntil);
        }

        public Failed fail() {
            return new Failed();
        }

        /** The answer was ambiguous and the call cannot be repeated. */
        public Uncertain doubt() {
            return new Uncertain();
        }
    }

    /** It may have taken effect or not; a person finds out. */
    record Uncertain() implements ActionState {
        @Override
        public Name name() {
            return Name.UNCERTAIN;
        }

        public Succeeded settleSucceeded(long leaseUntil) {
            return new Succeeded(leaseUntil);
        }

        public Failed settleFailed() {
            return new Failed();
        }
    }

    /**
     * It took effect.
     *
     * @param leaseUntil milliseconds since the epoch, {@link Long#MAX_VALUE} when there is no end
     */
    record Succeeded(long leaseUntil) implements ActionState {
        @Override
        public Name name() {
            return Name.SUCCEEDED;
        }

        /** Whether it is to be undone, or, where there is nothing to undo, to stand in nobody's way any longer. */
        public boolean leaseOver(long now) {
            return now >= leaseUntil;
        }

        public Undoing undo() {
            return new Undoing();
        }

        /** It stands until this time instead. */
        public Succeeded renew(long until) {
            return new Succeeded(until);
        }
    }

    /** The undo was handed to a connector. */
    record Undoing() implements ActionState {
        @Override
        public Name name() {
            return Name.UNDOING;
        }

        public Undone finish() {
            return new Undone();
        }

        /** Also when the answer was ambiguous: the effect may still stand. */
        public UndoFailed fail() {
            return new UndoFailed();
        }
    }

    /** The effect may still stand although it should not; this stays visible until it is undone. */
    record UndoFailed() implements ActionState {
        @Override
        public Name name() {
            return Name.UNDO_FAILED;
        }

        public Undoing retry() {
            return new Undoing();
        }

        /** A person saw to it. */
        public Undone settle() {
            return new Undone();
        }
    }

    /** Final: it will never go out. */
    record Denied() implements ActionState {
        @Override
        public Name name() {
            return Name.DENIED;
        }
    }

    /** Final: nobody wants it any longer. */
    record Withdrawn() implements ActionState {
        @Override
        public Name name() {
            return Name.WITHDRAWN;
        }
    }

    /** Final: it waited until it was of no use. */
    record Expired() implements ActionState {
        @Override
        public Name name() {
            return Name.EXPIRED;
        }
    }

    /** Final: it took no effect. */
    record Failed() implements ActionState {
        @Override
        public Name name() {
            return Name.FAILED;
        }
    }

    /** Final: it took effect for a while. */
    record Undone() implements ActionState {
        @Override
        public Name name() {
            return Name.UNDONE;
        }
    }
}
