package dev.tutti.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.drools.modelcompiler.constraints.ConstraintEvaluationException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the policy behind an exception. The code of a rule is generated into the package of its policy, so the frame
 * nearest to the throw that lies in such a package tells whose it is.
 */
final class Culprits {

    private static final int MOST_CAUSES = 50;

    private final Map<String, String> policyByPackage = new HashMap<>();
    private final List<RuleShape> shapes;

    Culprits(List<RuleShape> shapes) {
        this.shapes = shapes;
        shapes.forEach(shape -> policyByPackage.put(shape.packageName(), shape.policyId()));
    }

    /**
     * The policy at fault. A condition is evaluated while a fact enters, so one policy's conclusion may make another's
     * condition throw; then it is the other.
     */
    Optional<String> behind(Throwable thrown) {
        List<Throwable> innermostFirst = new ArrayList<>();
        for (Throwable t = thrown; t != null && innermostFirst.size() < MOST_CAUSES; t = t.getCause()) {
            innermostFirst.add(0, t);
        }
        for (Throwable t : innermostFirst) {
            Optional<String> policy = at(t.getStackTrace());
            if (policy.isPresent()) {
                return policy;
            }
        }
        // An exception that was thrown very often has no frames any more; the engine's own words are left.
        return innermostFirst.stream()
                .map(this::named)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The policy of the nearest frame that lies in one's package. */
    Optional<String> at(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .map(frame -> policyOf(frame.getClassName()))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private @Nullable String policyOf(String className) {
        for (int dot = className.lastIndexOf('.'); dot > 0; dot = className.lastIndexOf('.', dot - 1)) {
            String policy = policyByPackage.get(className.substring(0, dot));
            if (policy != null) {
                return policy;
            }
        }
        return null;
    }

    private Optional<String> named(Throwable thrown) {
        if (thrown instanceof ConstraintEvaluationException && thrown.getMessage() != null) {
            String message = thrown.getMessage();
            return shapes.stream()
                    .filter(shape -> message.contains("\"" + shape.name() + "\"") && message.contains(shape.file()))
                    .map(RuleShape::policyId)
                    .findFirst();
        }
        return Optional.empty();
    }
}
