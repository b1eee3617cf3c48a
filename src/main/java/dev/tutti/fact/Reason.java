package dev.tutti.fact;

/** Why something was decided: an enum constant that serves as audit entry, metric label and text on the screen. */
public sealed interface Reason
        permits ApprovalReason,
                BudgetReason,
                DenyReason,
                EscalationReason,
                GroupReason,
                HoldReason,
                LeaseReason,
                NoticeReason,
                PermitReason {

    String name();
}
