package dev.tutti.fact;

/** A named conclusion of the {@code enrich} phase that other rules match instead of repeating its condition. */
public sealed interface Concept extends Fact permits OnCriticalService, PasswordSpraying, ScanningAddress {}
