package dev.tutti.fact;

/** The action may go out without a human, unless another judgement restrains it. */
public record ActionPermitted(ActionRequested request, PermitReason reason, String text) implements Judgement {}
