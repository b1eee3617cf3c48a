package dev.tutti.connector;

/** What came of a request. */
sealed interface Reply {

    /** An answer, as it came. */
    final class Answered implements Reply {

        private final int status;
        private final String retryAfter;
        private final byte[] body;

        Answered(int status, String retryAfter, byte[] body) {
            this.status = status;
            this.retryAfter = retryAfter;
            this.body = body;
        }

        int status() {
            return status;
        }

        /** The header of that name, empty when there is none. */
        String retryAfter() {
            return retryAfter;
        }

        /** Not to be written to. */
        byte[] body() {
            return body;
        }
    }

    /** Nothing left for the tool. */
    record NotSent(String detail) implements Reply {}

    /** It may have arrived. */
    record Broken(String detail) implements Reply {}
}
