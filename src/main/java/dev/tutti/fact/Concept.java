package dev.tutti.fact;

/** A named conclusion of the {@code enrich} phase that other rules match instead of repeating its condition. */
public sealed interface Concept extends Fact
        permits Finding, OnCriticalService, PasswordSpraying, ScanningAddress, Sighting, Trait {}
