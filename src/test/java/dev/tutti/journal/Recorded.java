package dev.tutti.journal;

import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.DecisionRecord;
import dev.tutti.decision.Docket;
import dev.tutti.decision.Firing;
import dev.tutti.decision.Ground;
import dev.tutti.decision.Input;
import dev.tutti.decision.Order;
import dev.tutti.decision.TallyBucket;
import dev.tutti.decision.Terms;
import dev.tutti.decision.Transition;
import dev.tutti.engine.Compilation;
import dev.tutti.engine.Partition;
import dev.tutti.engine.RuleBase;
import dev.tutti.fact.Capability;
import dev.tutti.policy.RuleSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** An input with its time, as the journal keeps it, and what came of a whole stretch of them. */
record Recorded(long at, Input input) {

    static Partition partition(RuleSet ruleSet, RuleBase ruleBase) {
        Terms terms = new Terms(
                "default",
                ruleSet.version(),
                ruleSet.capabilities().stream().collect(Collectors.toMap(Capability::name, capability -> capability)),
                ruleSet.quarantined(),
                capability -> "providers",
                Terms.VOTE_VALIDITY);
        return new Partition(ruleBase, new Docket(terms, new BudgetLedger()));
    }

    static RuleBase compile(RuleSet ruleSet) {
        if (RuleBase.compile(ruleSet) instanceof Compilation.Compiled compiled) {
            return compiled.ruleBase();
        }
        throw new AssertionError("the rules do not compile");
    }

    /** The policies whose rules fire on these inputs in a fresh partition. */
    static Set<String> fired(RuleSet ruleSet, RuleBase ruleBase, List<Recorded> inputs) {
        try (Partition partition = partition(ruleSet, ruleBase)) {
            return inputs.stream()
                    .flatMap(recorded -> partition.apply(recorded.input(), recorded.at()).firings().stream())
                    .map(Firing::policyId)
                    .collect(Collectors.toSet());
        }
    }

    /** The digest of all that a fresh partition decides on these inputs. */
    static String digest(RuleSet ruleSet, RuleBase ruleBase, List<Recorded> inputs) {
        try (Partition partition = partition(ruleSet, ruleBase)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Recorded recorded : inputs) {
                Conclusion conclusion = partition.apply(recorded.input(), recorded.at());
                sha.update(text(conclusion).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** What was decided, in words that do not depend on how a record is called or what else it holds. */
    private static String text(Conclusion conclusion) {
        StringBuilder text = new StringBuilder();
        for (Firing firing : conclusion.firings()) {
            line(text, "fired", firing.id(), firing.policyId(), firing.rule(), String.join(",", firing.matched()));
        }
        for (DecisionRecord decision : conclusion.decisions()) {
            line(text, "decided", decision.alertId(), decision.headline().name());
            for (DecisionRecord.Item item : decision.items()) {
                line(text, "item", item.actionId(), item.capability(), item.target(), grounds(item.grounds()));
            }
        }
        for (Transition transition : conclusion.transitions()) {
            line(text, "moved", transition.actionId(), String.valueOf(transition.to()), grounds(transition.grounds()));
        }
        for (Order order : conclusion.orders()) {
            line(text, "ordered", order.actionId(), order.operation().name());
        }
        for (TallyBucket bucket : conclusion.tallies().buckets()) {
            line(
                    text,
                    "counted",
                    bucket.tally(),
                    String.join(",", bucket.key()),
                    bucket.startsAt() + "-" + bucket.expiresAt(),
                    String.valueOf(bucket.count()),
                    String.valueOf(bucket.values()));
        }
        return text.toString();
    }

    private static String grounds(List<Ground> grounds) {
        return grounds.stream()
                .map(ground -> ground.reason() + ground.policies())
                .collect(Collectors.joining(","));
    }

    private static void line(StringBuilder text, String... parts) {
        text.append(String.join("|", parts)).append('\n');
    }
}
