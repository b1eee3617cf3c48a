package dev.tutti.conductor;

import dev.tutti.engine.Partition;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The partition as it is now: built when it is asked for, thrown away when it may be wrong or when other rules decide. */
final class Present {

    private static final Logger LOG = Logger.getLogger(Present.class);

    private final RulesInForce rules;
    private final Recovery recovery;
    private final Consumer<LoopState> states;
    private @Nullable Partition partition;
    private String version = "";

    Present(RulesInForce rules, Recovery recovery, Consumer<LoopState> states) {
        this.rules = rules;
        this.recovery = recovery;
        this.states = states;
    }

    /**
     * The partition, under the rules in force.
     *
     * @throws RuntimeException when it cannot be built now
     */
    Partition get() {
        Rulebook rulebook = rules.now();
        Partition there = partition;
        if (there != null && version.equals(rulebook.ruleSet().version())) {
            return there;
        }
        discard();
        states.accept(LoopState.REBUILDING);
        version = rulebook.ruleSet().version();
        Partition built = recovery.rebuild(rulebook);
        partition = built;
        LOG.infof(
                "partition %s is back at %d with %d facts",
                built.docket().terms().partition(), built.sequence(), built.liveFacts());
        return built;
    }

    /** Of the rules that it was built with, or was last tried to be; {@code ""} before. */
    String version() {
        return version;
    }

    void discard() {
        Partition old = partition;
        partition = null;
        if (old != null) {
            old.close();
        }
    }

    /** 0 when there is none. */
    long liveFacts() {
        Partition there = partition;
        return there == null ? 0 : there.liveFacts();
    }
}
