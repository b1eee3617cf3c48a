package dev.tutti.decision;

/** Somebody wants the lease of an action renewed; it takes a second person's word. */
public record Renewal(String by, String reason, long at) {}
