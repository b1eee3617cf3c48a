package dev.tutti.decision;

import java.util.List;

/**
 * One input and everything that followed from it; committed as a whole, or not at all.
 *
 * @param decisions the decision record, when the input was an alert; else empty
 * @param findings every finding that changed, as it is now
 * @param actions every action that changed, as it is now, in the order of its first change
 */
public record Conclusion(
        String partition,
        long sequence,
        long at,
        Input input,
        String ruleSetVersion,
        List<Firing> firings,
        List<DecisionRecord> decisions,
        List<Action> actions,
        List<Cause> causes,
        List<Transition> transitions,
        List<BudgetLedger.Debit> debits,
        List<Order> orders,
        TallyChanges tallies,
        Recorded recorded,
        Answer answer,
        List<FindingRecord> findings) {

    public Conclusion {
        findings = List.copyOf(findings);
        firings = List.copyOf(firings);
        decisions = List.copyOf(decisions);
        actions = List.copyOf(actions);
        causes = List.copyOf(causes);
        transitions = List.copyOf(transitions);
        debits = List.copyOf(debits);
        orders = List.copyOf(orders);
    }

    /** A conclusion that changes no finding. */
    public Conclusion(
            String partition,
            long sequence,
            long at,
            Input input,
            String ruleSetVersion,
            List<Firing> firings,
            List<DecisionRecord> decisions,
            List<Action> actions,
            List<Cause> causes,
            List<Transition> transitions,
            List<BudgetLedger.Debit> debits,
            List<Order> orders,
            TallyChanges tallies,
            Recorded recorded,
            Answer answer) {
        this(
                partition,
                sequence,
                at,
                input,
                ruleSetVersion,
                firings,
                decisions,
                actions,
                causes,
                transitions,
                debits,
                orders,
                tallies,
                recorded,
                answer,
                List.of());
    }

    /** The action of this order; an order is given by a step of its action, so that has changed here, too. */
    public Action ordered(Order order) {
        return actions.stream()
                .filter(action -> action.id().equals(order.actionId()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an order without its action: " + order.actionId()));
    }
}
