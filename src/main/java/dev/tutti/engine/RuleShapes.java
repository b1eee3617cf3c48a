package dev.tutti.engine;

import dev.tutti.policy.Finding;
import dev.tutti.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** Reads the shapes of a policy's rules with the engine's own parser, pinned to one language level. */
final class RuleShapes {

    private RuleShapes() {}

    static List<RuleShape> read(Policy policy, List<Finding> findings) {
        return read(policy.id(), fileOf(policy), policy.drl(), findings);
    }

    /** The shapes of the rules of this text, as if it stood in this file. */
    static List<RuleShape> read(String policyId, String file, String drl, List<Finding> findings) {
        List<RuleShape> shapes = new ArrayList<>();
        for (RuleDescr rule : parsePackage(file, drl, findings).getRules()) {
            Set<String> matched = new TreeSet<>();
            Set<Long> delays = new TreeSet<>();
            for (PatternDescr pattern : Patterns.of(rule)) {
                matched.add(String.valueOf(pattern.getObjectType()));
                delays.addAll(Patterns.delays(pattern));
            }
            Set<String> concluded = new TreeSet<>();
            Consequence.read(rule).type().ifPresent(concluded::add);
            shapes.add(new RuleShape(
                    policyId,
                    rule.getName(),
                    file,
                    rule.getLine(),
                    Set.copyOf(matched),
                    Set.copyOf(concluded),
                    List.copyOf(delays),
                    EventReach.of(rule)));
        }
        return shapes;
    }

    static List<RuleDescr> parse(Policy policy, List<Finding> findings) {
        return parsePackage(policy, findings).getRules();
    }

    static PackageDescr parsePackage(Policy policy, List<Finding> findings) {
        return parsePackage(fileOf(policy), policy.drl(), findings);
    }

    private static PackageDescr parsePackage(String file, String drl, List<Finding> findings) {
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        PackageDescr parsed;
        try {
            parsed = parser.parse(false, drl);
        } catch (DroolsParserException e) {
            findings.add(new Finding(file, Math.max(1, e.getLineNumber()), Math.max(1, e.getColumn()), text(e)));
            return new PackageDescr();
        }
        for (DroolsError error : parser.getErrors()) {
            int line = error.getLines().length > 0 ? error.getLines()[0] : 1;
            findings.add(new Finding(file, Math.max(1, line), 1, error.getMessage()));
        }
        return parsed == null || parser.hasErrors() ? new PackageDescr() : parsed;
    }

    /** Where each rule of this text begins. */
    static List<Integer> starts(String drl, List<Finding> findings) {
        return parsePackage("policy.drl", drl, findings).getRules().stream()
                .map(RuleDescr::getStartCharacter)
                .toList();
    }

    static String fileOf(Policy policy) {
        return policy.folder() + "/policy.drl";
    }

    private static String text(DroolsParserException e) {
        return e.getMessage() == null ? "this cannot be read as a rule" : e.getMessage();
    }
}
