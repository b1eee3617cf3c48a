package dev.tutti.decision;

/**
 * Since when a tally has been counted as it is declared now.
 *
 * @param declaration {@link Identities#declaration the digest} of what is counted
 * @param sequence place of the input with which counting began, 0 before that
 */
public record TallyStart(String tally, String declaration, long sequence) {}
