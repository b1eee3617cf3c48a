package dev.tutti.fact;

/** Why an action may go out without a human. */
public enum PermitReason implements Reason {
    /** It only informs people, and changes nothing on the estate. */
    INFORMATIVE,
    /** A maintenance window of a service that is not critical is open. */
    MAINTENANCE_WINDOW,
    /** The evidence is strong and the effect is small or easily undone. */
    LOW_IMPACT,
    /** The owner of the matter has permitted actions of this kind beforehand. */
    STANDING_CONSENT,
    /** Two sources that know nothing of each other say the same. */
    CORROBORATED,
    /** It only finds something out. */
    INQUIRY,
    /** Policy or contract demands it. */
    MANDATORY,
    /** Somebody with the right to do so has overridden a hold or a missing approval. */
    BREAK_GLASS,
    /** Whoever wants it has the authority to have it done. */
    AUTHORITY
}
