package dev.tutti.action;

/** Why a tool is not called now though there is something to do. */
enum Bound {
    /** As many calls are under way as it bears. */
    CALLS_AT_ONCE,
    /** It was called as often as it may be in this time. */
    RATE,
    /** It asked to be left alone for a while. */
    REST,
    /** Its circuit is open: too many of the last calls brought nothing. */
    CIRCUIT
}
