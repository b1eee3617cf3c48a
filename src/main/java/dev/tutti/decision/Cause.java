package dev.tutti.decision;

/** One alert for which an action was asked. */
public record Cause(String actionId, String alertId, String source) {}
