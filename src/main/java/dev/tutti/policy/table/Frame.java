package dev.tutti.policy.table;

import java.util.regex.Pattern;

/**
 * What surrounds a table's rules. It is written into them as it stands, so it is held to a form here, too.
 *
 * @param packageName the policy's folder, with dots
 * @param group the {@code ruleflow-group} of the policy's phase
 * @param title what a person calls the table, such as {@code authority matrix}
 */
public record Frame(String packageName, String policyId, String group, String title) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9 ._-]{1,200}");
    private static final int LONGEST_TITLE = 60;

    /** @throws IllegalArgumentException when one of them could mean something else in a rule */
    public Frame {
        for (String part : new String[] {packageName, policyId, group, title}) {
            if (!FORM.matcher(part).matches()) {
                throw new IllegalArgumentException("not fit for a rule: " + Cell.shortened(part));
            }
        }
        title = title.substring(0, Math.min(LONGEST_TITLE, title.length()));
    }
}
