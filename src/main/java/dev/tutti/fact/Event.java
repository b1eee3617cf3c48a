package dev.tutti.fact;

/**
 * Something that happened at a moment and leaves memory when its expiry is over. A judging rule may not match one: a
 * restraint that an event supports would evaporate with it.
 */
public sealed interface Event extends Fact permits Alert, Observed, Passing {

    /** The moment that time policies count with, in milliseconds since the epoch. */
    long effectiveAt();
}
