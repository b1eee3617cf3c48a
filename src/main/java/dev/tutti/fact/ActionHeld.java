package dev.tutti.fact;

/** The action waits until this judgement is withdrawn, which only a journalled input can cause. */
public record ActionHeld(ActionRequested request, HoldReason reason, String text) implements Judgement {}
