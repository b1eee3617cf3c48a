package dev.tutti.decision;

/** Something that the executor is to do with an action, from the moment that this is committed. */
public record Order(String actionId, Operation operation) {}
