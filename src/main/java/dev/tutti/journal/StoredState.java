package dev.tutti.journal;

import dev.tutti.decision.Action;
import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Cause;
import dev.tutti.decision.FindingRecord;
import dev.tutti.decision.OpenElsewhere;
import dev.tutti.fact.Context;
import java.util.List;
import java.util.Map;

/**
 * How a partition stood after its last committed input.
 *
 * @param sequence 0 when it has heard nothing yet
 * @param at milliseconds since the epoch
 * @param ruleSetVersion under which the last input was concluded, {@code ""} when there was none
 * @param actions all that are not closed, in the order of opening
 * @param causes the alerts behind them, by action
 * @param debits its own, and those of others that it had heard of
 * @param marks which debits those are
 * @param elsewhere open actions of others that it had heard of, those heard of first first
 * @param findings all that are open, and those that people closed last
 */
public record StoredState(
        long sequence,
        long at,
        String ruleSetVersion,
        List<Context> context,
        List<Action> actions,
        Map<String, List<Cause>> causes,
        List<BudgetLedger.Debit> debits,
        BudgetMarks marks,
        List<OpenElsewhere> elsewhere,
        List<FindingRecord> findings) {}
