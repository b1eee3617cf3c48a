package dev.tutti.replay;

import dev.tutti.engine.Mutant;
import dev.tutti.engine.Mutants;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the mutants of a policy and their fate depend on before all else: its rules, what it counts, its mutants, and the cases
 * that name it. Not in it are the rules of other policies, the estate and the engine; after a change of those, all policies
 * are to be tried.
 */
public final class MutationDigest {

    private final RuleSet ruleSet;
    private final Mutants mutants;

    public MutationDigest(RuleSet ruleSet) {
        this.ruleSet = ruleSet;
        this.mutants = Mutants.in(ruleSet);
    }

    /** SHA-256 in hexadecimal. */
    public String of(Policy policy) {
        Stream<String> cases = ruleSet.policies().stream()
                .flatMap(other -> PolicyCase.of(other).stream())
                .filter(policyCase -> policyCase.names(policy.id()))
                .map(PolicyCase::text);
        List<String> names = mutants.of(policy).stream().map(Mutant::name).toList();
        Stream<String> own = Stream.of(policy.drl(), policy.tallies().toString(), String.join("\n", names));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Stream.concat(own, cases).forEach(text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                // Lengths stand before contents, so that no two lists of texts run into the same bytes.
                digest.update((bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
