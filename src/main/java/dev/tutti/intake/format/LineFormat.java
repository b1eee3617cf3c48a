package dev.tutti.intake.format;

/** A format whose alerts are lines of text. */
interface LineFormat extends AlertFormat {

    /** Whether the beginning of a body or a line is that of such an event, a syslog header before it or not. */
    boolean begins(String beginning);

    /** Says what this line is; it never throws. */
    Item line(int index, int number, String text);
}
