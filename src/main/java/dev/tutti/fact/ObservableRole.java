package dev.tutti.fact;

/** The part that an observable plays in the alert. */
public enum ObservableRole {
    SOURCE,
    TARGET,
    ACTOR,
    OTHER
}
