package dev.tutti.decision;

/**
 * An action that another partition opened and that is not closed, as far as this partition has heard.
 *
 * @param sameness equal to that of a proposal that would do the same
 * @param partition the one that opened it
 */
public record OpenElsewhere(String sameness, String actionId, String partition) {}
