package dev.tutti.engine;

import dev.tutti.policy.Policy;
import java.util.List;

/** A way to make mutants of policies: of the text of their rules, or of whatever that text was made of. */
public interface MutantSource {

    /** All mutants of the policy, in the order of its text; none where the policy is not written in this way. */
    List<Mutant> of(Policy policy);
}
