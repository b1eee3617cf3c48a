package dev.tutti.fact;

/**
 * The action draws on a budget; when that is spent, humans are asked instead. It permits nothing by itself.
 *
 * @param budget the budget's name; actions that name the same one draw on the same one
 * @param limit how many actions may go out within the window
 * @param windowMinutes the length of the sliding window
 * @param approverRole whom to ask beyond the limit
 * @param quorum how many of them
 */
public record BudgetApplies(
        ActionRequested request,
        String budget,
        int limit,
        int windowMinutes,
        String approverRole,
        int quorum,
        BudgetReason reason,
        String text)
        implements Judgement {

    public BudgetApplies {
        if (limit < 0 || windowMinutes < 1 || quorum < 1) {
            throw new IllegalArgumentException(
                    "a budget needs a limit of at least 0, a window and a quorum of at least 1");
        }
    }

    @Override
    public String factId() {
        return "BudgetApplies:" + request.id() + ":" + budget;
    }
}
