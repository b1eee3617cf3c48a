package dev.tutti.intake;

/** A format whose alerts are lines of text. */
interface LineFormat extends AlertFormat {

    /** Whether the beginning of a body is that of such a line, a syslog header before it or not. */
    boolean begins(String beginning);
}
