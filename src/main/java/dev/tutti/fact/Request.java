package dev.tutti.fact;

/** What the engine itself states between {@code respond} and {@code coordinate}: the subject of every judgement. */
public sealed interface Request extends Fact
        permits ActionRequested, ActionCause, ApprovalOverdue, FlowCut, TargetProfile {}
