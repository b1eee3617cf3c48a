package dev.tutti.conductor;

import java.time.Instant;

/**
 * A policy that is out of force by an error.
 *
 * @param ruleDigest which version of its rules; a mended policy is another version, and in force
 * @param cause a constant, such as {@code FIRING_LIMIT} or {@code DEADLINE}
 * @param input the id of the alert that it failed on, or what another input is called
 * @param detail where it failed
 */
public record Quarantine(
        String policyId,
        String ruleDigest,
        String cause,
        String partition,
        String input,
        String detail,
        Instant since) {}
