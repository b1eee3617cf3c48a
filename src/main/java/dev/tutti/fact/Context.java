package dev.tutti.fact;

/** What the organisation told Tutti about itself; it changes by an input only. */
public sealed interface Context extends Fact
        permits ActionInForce, Address, Asset, ChangeFreeze, MaintenanceWindow, NoTouch, Person, Planned, Service {}
