package dev.tutti.engine;

/** The engine broke a promise in this step: its session is not to be used again. */
public final class EngineFailure extends RuntimeException {

    /** What went wrong; a constant that is logged, counted and kept. */
    public enum Cause {
        /** A rule or the engine threw. */
        THREW,
        /** One phase fired more often than any policy needs. */
        FIRING_LIMIT,
        /** The phases did not come to rest. */
        NOT_SETTLED
    }

    private final Cause failure;

    EngineFailure(Cause failure, String message) {
        super(message);
        this.failure = failure;
    }

    EngineFailure(String message, Throwable cause) {
        super(message, cause);
        this.failure = Cause.THREW;
    }

    public Cause failure() {
        return failure;
    }
}
