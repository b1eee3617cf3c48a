package dev.tutti.journal;

import dev.tutti.decision.Conclusion;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What is committed in one transaction.
 *
 * @param batchId the same for every try of the same batch
 * @param redelivered ids of alerts that came again, to be counted
 * @param attempts at orders among these conclusions that are begun as soon as this is committed
 * @param careful whether the {@link Precautions} taken for these inputs end with the commit
 */
public record Commitment(
        UUID batchId,
        String partition,
        List<Conclusion> conclusions,
        Collection<String> redelivered,
        List<FirstAttempt> attempts,
        boolean careful) {

    public Commitment {
        conclusions = List.copyOf(conclusions);
        redelivered = List.copyOf(redelivered);
        attempts = List.copyOf(attempts);
    }
}
