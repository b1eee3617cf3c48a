package dev.tutti.journal;

/**
 * A step that came to no conclusion, and the policy that is out of force because of it.
 *
 * @param id 0 until it is stored
 * @param input the id of the alert, or the digest of another input
 * @param cause a constant, such as {@code FIRING_LIMIT} or {@code DEADLINE}
 * @param policyId {@code ""} when nobody knows whose fault it was
 * @param ruleDigest which version of the policy's rules it was, {@code ""} without a policy
 * @param at milliseconds since the epoch
 */
public record Poison(
        long id,
        String partition,
        String input,
        String cause,
        String policyId,
        String ruleDigest,
        String detail,
        long at) {}
