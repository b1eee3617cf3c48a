package dev.tutti.engine;

import dev.tutti.policy.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One rule of a policy in a package of its own, so that the rules of a policy which a mutant leaves alone need not be compiled
 * again.
 *
 * @param folder below that of the policy; no other unit has it
 */
record RuleUnit(String policyId, String folder, String drl, List<RuleShape> shapes) {

    private static final Pattern PACKAGE = Pattern.compile("package\\s+[\\w.]+\\s*;");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\w+");
    private static final Pattern BINDING = Pattern.compile("(\\$\\w+)\\s*:(?!=)");

    /** @param said the rule with its imports, without a package */
    static RuleUnit of(String policyId, String folder, String said) {
        String drl = "package " + folder.replace('/', '.') + ";" + said;
        return new RuleUnit(
                policyId, folder, drl, RuleShapes.read(policyId, folder + "/policy.drl", drl, new ArrayList<>()));
    }

    /** The rules of a text, each with the imports of all; empty when the text cannot be read. */
    static List<String> split(String drl) {
        List<Integer> starts = RuleShapes.starts(drl, new ArrayList<Finding>());
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : drl.length();
            String imports = PACKAGE.matcher(drl.substring(0, starts.get(0))).replaceFirst("");
            rules.add(imports + drl.substring(starts.get(i), end));
        }
        return rules;
    }

    /** Whether a variable is used that nothing binds; that need not be compiled to be known. */
    boolean lacksAVariable() {
        String code = new RuleText(drl).code();
        Set<String> bound = new HashSet<>();
        BINDING.matcher(code).results().forEach(found -> bound.add(found.group(1)));
        return VARIABLE.matcher(code).results().anyMatch(found -> !bound.contains(found.group()));
    }
}
