package dev.tutti.engine;

import java.util.List;
import java.util.TreeSet;
import org.drools.core.common.InternalFactHandle;
import org.drools.tms.SimpleMode;
import org.drools.tms.TruthMaintenanceSystemEqualityKey;
import org.kie.api.definition.rule.Rule;
import org.kie.api.runtime.rule.FactHandle;

/** Reads from truth maintenance which policies support a fact; two of them may support one and the same. */
final class Support {

    static final String POLICY_ID = "policyId";

    private Support() {}

    static List<String> policies(FactHandle handle) {
        TreeSet<String> policies = new TreeSet<>();
        if (((InternalFactHandle) handle).getEqualityKey() instanceof TruthMaintenanceSystemEqualityKey key
                && key.getBeliefSet() != null) {
            for (SimpleMode mode = (SimpleMode) key.getBeliefSet().getFirst(); mode != null; mode = mode.getNext()) {
                policies.add(policyOf(mode.getObject().getJustifier().getRule()));
            }
        }
        return List.copyOf(policies);
    }

    static String policyOf(Rule rule) {
        return String.valueOf(rule.getMetaData().get(POLICY_ID));
    }
}
