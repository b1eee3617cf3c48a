package dev.tutti.engine;

import java.util.List;
import java.util.Set;

/**
 * What one rule matches and concludes, read from its text and not from its effects.
 *
 * @param matched simple names of the fact types in its patterns
 * @param concluded simple names of the fact types that it inserts
 * @param delays milliseconds after an event at which the passing of time alone can change the match
 */
record RuleShape(
        String policyId,
        String name,
        String file,
        int line,
        Set<String> matched,
        Set<String> concluded,
        List<Long> delays) {

    /** The package of the policy's folder, in which its generated classes lie; no other policy has it. */
    String packageName() {
        return file.substring(0, file.lastIndexOf('/')).replace('/', '.');
    }

    boolean matches(String type) {
        return matched.contains(type);
    }
}
