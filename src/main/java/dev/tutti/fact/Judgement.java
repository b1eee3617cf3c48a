package dev.tutti.fact;

/**
 * What a policy says of one requested action. Judgements are inserted logically: when the cause goes away, the engine
 * withdraws them.
 */
public sealed interface Judgement extends Fact
        permits ActionDenied,
                ActionHeld,
                ActionPermitted,
                ApprovalRequired,
                BudgetApplies,
                EscalationApplies,
                GroupApplies,
                LeaseApplies,
                NoticeRequired {

    ActionRequested request();

    /** The constant that stands in the history, on the metric and on the screen. */
    Reason reason();

    /** One sentence for a person. */
    String text();

    @Override
    default String factId() {
        return getClass().getSimpleName() + ":" + request().id() + ":" + reason();
    }
}
