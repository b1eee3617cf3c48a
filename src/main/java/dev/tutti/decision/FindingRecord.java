package dev.tutti.decision;

import dev.tutti.fact.Finding;
import java.util.List;

/**
 * A finding in the register: since when it is known, by which policies, and how it ended.
 *
 * @param id made of its partition, the input that opened it and the identity of the finding, a UUID
 * @param policies those that support it; of a conflict the two that pull apart
 * @param versions of those policies, where the finding is about them and Tutti itself found it; else none
 * @param closedSequence the place of the input that closed it, 0 while it is open
 * @param closedBy the person who closed it, {@code ""} while it is open or when its cause was gone
 */
public record FindingRecord(
        String id,
        Finding finding,
        List<String> policies,
        List<String> versions,
        long openedSequence,
        long openedAt,
        long closedSequence,
        long closedAt,
        String closedBy,
        String closedReason) {

    public FindingRecord {
        policies = List.copyOf(policies);
        versions = List.copyOf(versions);
    }

    static FindingRecord open(
            String id, Finding finding, List<String> policies, List<String> versions, long sequence, long at) {
        return new FindingRecord(id, finding, policies, versions, sequence, at, 0, 0, "", "");
    }

    public boolean closed() {
        return closedSequence != 0;
    }

    /** The same finding as it is told now. */
    FindingRecord saying(Finding now, List<String> by) {
        return new FindingRecord(
                id, now, by, versions, openedSequence, openedAt, closedSequence, closedAt, closedBy, closedReason);
    }

    FindingRecord close(long sequence, long at, String by, String reason) {
        return new FindingRecord(id, finding, policies, versions, openedSequence, openedAt, sequence, at, by, reason);
    }
}
