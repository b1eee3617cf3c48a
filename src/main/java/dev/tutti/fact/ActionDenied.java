package dev.tutti.fact;

/** The action never goes out. */
public record ActionDenied(ActionRequested request, DenyReason reason, String text) implements Judgement {}
