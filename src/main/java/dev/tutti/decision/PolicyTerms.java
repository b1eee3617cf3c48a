package dev.tutti.decision;

import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What a partition knows of a policy in force, beside its rules.
 *
 * @param version tells its rules from what they were before and will be
 * @param reviewDue the first millisecond at which its review is overdue
 */
public record PolicyTerms(String id, String owner, String version, long reviewDue) {

    /** A policy that is to be reviewed on this day at the latest, which ends as the day does in UTC. */
    public static PolicyTerms of(String id, String owner, String version, LocalDate reviewBy) {
        long due = reviewBy.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        return new PolicyTerms(id, owner, version, due);
    }
}
