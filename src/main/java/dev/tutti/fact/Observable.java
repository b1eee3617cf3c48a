package dev.tutti.fact;

/** One thing that a SIEM saw, with the part it played. */
public record Observable(ObservableType type, ObservableRole role, String value) {}
