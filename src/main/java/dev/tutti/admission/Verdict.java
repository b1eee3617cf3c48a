package dev.tutti.admission;

/** What a way of proving finds in a request. */
sealed interface Verdict {

    /** Nothing of its kind. */
    record Absent() implements Verdict {}

    /**
     * The proof is in the body, or over it.
     *
     * @param mostBytes a longer body is not worth reading
     */
    record InBody(int mostBytes, Check check) implements Verdict {}

    /** Proves by a body; may wait and compute, so it is not run on an event loop. */
    interface Check {

        Verdict prove(byte[] body);
    }

    /** A source that has proved itself. */
    record Proven(Sender sender) implements Verdict {}

    /**
     * A proof that is none.
     *
     * @param key the id of the key that was meant, {@code ""} when it is none
     */
    record Refused(Reason reason, String key) implements Verdict {}

    Verdict ABSENT = new Absent();

    static Verdict refused(Reason reason) {
        return new Refused(reason, "");
    }
}
