package dev.tutti.fact;

/**
 * An event that is in memory in its own step only, whatever its expiry says. A {@code respond} rule reacts to it; what stands
 * on it otherwise would be gone at once.
 */
public sealed interface Passing extends Event permits ActionEnded, TallyNews {}
