package dev.tutti.fact;

/** How far an action in force is. */
public enum InForceState {
    /** It went out, and what became of it is not known yet. */
    PENDING,
    SUCCEEDED,
    /** It may have taken effect or not; a person finds out. */
    UNCERTAIN,
    UNDOING,
    /** Its effect may still stand although it should not. */
    UNDO_FAILED
}
