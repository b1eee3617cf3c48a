package dev.tutti.fact;

/**
 * The action draws on a budget; when that is spent, humans are asked instead. It permits nothing by itself.
 *
 * @param budget the budget's name; actions that name the same one draw on the same one
 * @param limit how much may be drawn within the window
 * @param windowMinutes the length of the sliding window
 * @param amount how much this action draws: 1 where actions are counted, minutes where downtime is
 * @param approverRole whom to ask beyond the limit
 * @param quorum how many of them
 */
public record BudgetApplies(
        ActionRequested request,
        String budget,
        int limit,
        int windowMinutes,
        int amount,
        String approverRole,
        int quorum,
        BudgetReason reason,
        String text)
        implements Judgement {

    /** Judgements of 0.1 name no amount. */
    public BudgetApplies {
        amount = amount == 0 ? 1 : amount;
        if (amount > 1 && reason != BudgetReason.DOWNTIME) {
            throw new IllegalArgumentException("only downtime is drawn by the minute; actions are counted one by one");
        }
        if (limit < 0 || windowMinutes < 1 || amount < 0 || quorum < 1) {
            throw new IllegalArgumentException(
                    "a budget needs a limit of at least 0, a window and a quorum of at least 1");
        }
    }

    /** A budget of so many actions. */
    public BudgetApplies(
            ActionRequested request,
            String budget,
            int limit,
            int windowMinutes,
            String approverRole,
            int quorum,
            BudgetReason reason,
            String text) {
        this(request, budget, limit, windowMinutes, 1, approverRole, quorum, reason, text);
    }

    /** A budget of a share: so many per cent of the whole, rounded down. */
    public BudgetApplies(
            ActionRequested request,
            String budget,
            int percent,
            String ofWhat,
            int whole,
            int windowMinutes,
            String approverRole,
            int quorum,
            BudgetReason reason) {
        this(
                request,
                budget,
                Math.toIntExact((long) percent * whole / 100),
                windowMinutes,
                1,
                approverRole,
                quorum,
                reason,
                percent + " % of " + whole + " " + ofWhat);
    }

    @Override
    public String factId() {
        return "BudgetApplies:" + request.id() + ":" + budget;
    }
}
