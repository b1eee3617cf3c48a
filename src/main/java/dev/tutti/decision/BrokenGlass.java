package dev.tutti.decision;

/**
 * Somebody broke the glass: whatever the action waits for, it goes out, unless it is denied.
 *
 * @param digest of what would be done, as that person saw it
 */
public record BrokenGlass(String by, String reason, String digest, long at) {}
