package dev.tutti.fact;

/** Why actions go out together or not at all. */
public enum GroupReason implements Reason {
    /** Each alone would do harm or warn the attacker. */
    ALL_OR_NONE
}
