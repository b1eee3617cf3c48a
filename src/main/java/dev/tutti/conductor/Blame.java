package dev.tutti.conductor;

import dev.tutti.engine.EngineFailure;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Whose fault it is when steps fail: a policy on which two attempts failed, one after the other, is out. */
final class Blame {

    private final Set<String> suspects = new HashSet<>();

    /** The policy that brought down this attempt and one before; empty when this is its first, or nobody knows. */
    Optional<String> culprit(RuntimeException failure) {
        return failure instanceof EngineFailure engine
                ? engine.policyId().filter(policy -> !suspects.add(policy))
                : Optional.empty();
    }
}
