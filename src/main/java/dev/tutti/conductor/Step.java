package dev.tutti.conductor;

import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.engine.Partition;

/** Has a partition conclude one input, under whatever precautions. */
interface Step {

    Conclusion apply(Partition ready, Input input, long at);
}
