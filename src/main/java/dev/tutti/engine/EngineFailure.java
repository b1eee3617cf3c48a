package dev.tutti.engine;

import java.util.Optional;

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
    private final transient Optional<String> policyId;

    EngineFailure(Cause failure, String message, Optional<String> policyId) {
        super(message);
        this.failure = failure;
        this.policyId = policyId;
    }

    EngineFailure(String message, Throwable cause, Optional<String> policyId) {
        super(message, cause);
        this.failure = Cause.THREW;
        this.policyId = policyId;
    }

    public Cause failure() {
        return failure;
    }

    /**
     * The policy that is at fault: at a bound the one whose rules fired most often, else the one in whose code the engine
     * threw. Empty when no policy had anything to do with it. A condition that two policies share names one of them.
     */
    public Optional<String> policyId() {
        return policyId;
    }
}
