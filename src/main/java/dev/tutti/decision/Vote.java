package dev.tutti.decision;

/**
 * What one person said of one action.
 *
 * @param reason in the person's words; may be empty
 * @param digest the {@link ApprovalDigest} of what the person saw; for anything else the vote does not count
 * @param at when it was cast, in milliseconds since the epoch
 */
public record Vote(String actionId, String person, Verdict verdict, String reason, String digest, long at) {}
