package dev.tutti.decision;

import java.util.List;

/**
 * What one key of a tally came to in one bucket of time.
 *
 * @param begun {@link TallyStart#sequence} of the tally, so that an earlier declaration's buckets are never mixed in
 * @param key the values of {@link dev.tutti.fact.TallyDeclaration#parts}
 * @param startsAt milliseconds since the epoch
 * @param expiresAt when it leaves the window
 * @param count all of them, not only what this input added
 * @param values {@link Identities#tallyValue hashes} of distinct values; of a change only those that it adds
 * @param more whether there were more of them than are kept
 */
public record TallyBucket(
        String tally,
        long begun,
        List<String> key,
        long startsAt,
        long expiresAt,
        int count,
        List<Long> values,
        boolean more) {

    public TallyBucket {
        key = List.copyOf(key);
        values = List.copyOf(values);
    }
}
