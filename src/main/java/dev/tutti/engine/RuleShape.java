package dev.tutti.engine;

import java.util.List;
import java.util.Set;

/**
 * What one rule matches and concludes, read from its text and not from its effects.
 *
 * @param matched simple names of the fact types in its patterns
 * @param concluded simple names of the fact types that it inserts
 * @param delays milliseconds after an event at which the passing of time alone can change the match
 * @param reach milliseconds after its effective time for which an event may matter to the rule; 0 when only its own step does
 */
record RuleShape(
        String policyId,
        String name,
        String file,
        int line,
        Set<String> matched,
        Set<String> concluded,
        List<Long> delays,
        long reach) {

    /** Whether an event may be of use to this rule after the step in which it came. */
    boolean lasting() {
        return reach > EventReach.MOMENTARY;
    }

    /** The package of the policy's folder, in which its generated classes lie; no other policy has it. */
    String packageName() {
        return file.substring(0, file.lastIndexOf('/')).replace('/', '.');
    }

    boolean matches(String type) {
        return matched.contains(type);
    }

    /** The same, as if every event might be of use to it for as long as it lives. */
    RuleShape lookingBack() {
        return new RuleShape(policyId, name, file, line, matched, concluded, delays, EventLife.MILLIS);
    }
}
