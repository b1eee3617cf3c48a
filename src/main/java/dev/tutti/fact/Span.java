package dev.tutti.fact;

/**
 * From one point in time to another, in milliseconds since the epoch.
 *
 * @param from first millisecond, inclusive
 * @param until first millisecond after it
 */
public record Span(long from, long until) {}
