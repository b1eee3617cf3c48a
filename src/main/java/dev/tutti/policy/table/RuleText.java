package dev.tutti.policy.table;

import java.util.List;

/**
 * One rule that a row becomes.
 *
 * @param name unique in its table, and begins with the row
 * @param patterns the left-hand side, one line each
 * @param statement the right-hand side
 */
record RuleText(String name, List<String> patterns, String statement) {

    String drl(Frame frame) {
        return "\nrule \"" + name + "\"\n    @policyId(" + frame.policyId() + ") ruleflow-group \"" + frame.group()
                + "\"\nwhen\n    " + String.join("\n    ", patterns) + "\nthen\n    " + statement + "\nend\n";
    }
}
