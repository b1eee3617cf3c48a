package dev.tutti.journal;

/**
 * A report with this source id that was decided before.
 *
 * @param headline of its decision record
 */
public record Known(String alertId, String source, String sourceId, String digest, String headline) {}
