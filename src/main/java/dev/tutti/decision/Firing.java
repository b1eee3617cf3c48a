package dev.tutti.decision;

import java.util.List;
import java.util.Map;

/**
 * One rule that fired: what it matched, and what it concluded.
 *
 * @param id hash of partition, sequence of the input, rule and matched facts in order
 * @param sequence the input in whose step it fired
 * @param ruleSetVersion digest of the rule set that the rule belongs to
 * @param matched identities of the facts in the order of the rule's patterns
 * @param bindings values that the rule bound, by name, such as a count
 * @param concluded identities of the facts that it inserted
 * @param removed identities of the facts that it deleted
 */
public record Firing(
        String id,
        long sequence,
        long at,
        String rule,
        String policyId,
        String ruleSetVersion,
        List<String> matched,
        Map<String, String> bindings,
        List<String> concluded,
        List<String> removed) {}
