package dev.tutti.connector;

/** One action of one tool, ready to be called; safe for use by many threads. */
public interface Connector {

    ActionDescriptor describe();

    /**
     * Does what the call says and reports what is known about it. Never throws, and returns within the timeout of the
     * description; a call that the description does not allow is {@link ActionOutcome.Rejected} before anything is sent.
     */
    ActionOutcome perform(ActionCall call);
}
