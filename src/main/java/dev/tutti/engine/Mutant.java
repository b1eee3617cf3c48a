package dev.tutti.engine;

/**
 * A policy's rules with one thing changed, as a slip of the pen might change it.
 *
 * @param rule the name of the rule, or the row of a table
 * @param file where the change would be made, from {@code rules/} on
 * @param line counted from 1
 * @param column counted from 1
 * @param change what is changed, in words that stay the same when lines move
 * @param drl the policy's rules as they then read
 * @param refused why its table would not be read at all, {@code ""} when it would, or when there is no table
 */
public record Mutant(
        String policyId, String rule, String file, int line, int column, String change, String drl, String refused) {

    /** A mutant of rules that are written as such. */
    Mutant(String policyId, String rule, String file, int line, int column, String change, String drl) {
        this(policyId, rule, file, line, column, change, drl, "");
    }

    /** What it is called in lists: the rule and the change; no other mutant of the policy is called so. */
    public String name() {
        return rule + ": " + change;
    }
}
