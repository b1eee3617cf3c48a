package dev.tutti.decision;

/** Where an alert came from. */
public record Origin(String tenant, String source) {}
