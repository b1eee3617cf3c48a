package dev.tutti.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.drools.core.common.Memory;
import org.drools.core.common.MemoryFactory;
import org.drools.core.common.NodeMemories;
import org.drools.core.common.ReteEvaluator;
import org.drools.core.impl.InternalRuleBase;
import org.drools.core.reteoo.BetaMemory;
import org.drools.core.reteoo.LeftTupleSource;
import org.drools.core.reteoo.TerminalNode;
import org.kie.api.runtime.KieSession;

/**
 * Whose joins hold how many partial matches. A join that explodes spends its time in the engine's own code, so that a stack
 * trace names nobody; but it holds far more than any other.
 */
final class Hoards {

    /** Fewer than this are no explosion. */
    private static final long NOTABLE = 10_000;

    private Hoards() {}

    /** The policy that holds the most, if that is much; may be asked while another thread is in the session. */
    static Optional<String> largest(KieSession session) {
        NodeMemories memories = ((ReteEvaluator) session).getNodeMemories();
        Map<String, Long> held = new HashMap<>();
        ((InternalRuleBase) session.getKieBase())
                .getReteooBuilder()
                .getTerminalNodes()
                .values()
                .forEach(terminals -> {
                    for (TerminalNode terminal : terminals) {
                        held.merge(Support.policyOf(terminal.getRule()), matches(terminal, memories), Long::sum);
                    }
                });
        return held.entrySet().stream()
                .filter(entry -> entry.getValue() >= NOTABLE)
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    private static long matches(TerminalNode terminal, NodeMemories memories) {
        long matches = 0;
        for (LeftTupleSource node = terminal.getLeftTupleSource(); node != null; node = node.getLeftTupleSource()) {
            Memory memory =
                    node instanceof MemoryFactory<?> factory ? memories.peekNodeMemory(factory.getMemoryId()) : null;
            if (memory instanceof BetaMemory<?> join && join.getLeftTupleMemory() != null) {
                matches += join.getLeftTupleMemory().size();
            }
        }
        return matches;
    }
}
