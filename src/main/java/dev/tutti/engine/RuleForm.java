package dev.tutti.engine;

import dev.tutti.policy.Finding;
import dev.tutti.policy.Phase;
import dev.tutti.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * What one rule may look like, checked on the parser's descriptors: an allow-list, since DRL hides code in more places
 * than anybody remembers.
 */
final class RuleForm {

    private static final int MOST_PATTERNS = 5;
    private static final long LONGEST_WINDOW_MILLIS = 15 * 60_000L;
    private static final Set<String> ATTRIBUTES = Set.of("ruleflow-group");
    private static final Set<String> ANNOTATIONS = Set.of("policyId");
    private static final Set<String> FUNCTIONS = new TreeSet<>(Set.of("average", "count", "max", "min", "sum"));
    /** A name followed by a parenthesis is a call, unless it is one of the operators that take a list. */
    private static final Pattern CALL = Pattern.compile("(?<![\\w$])(?!(?:in|and|or)\\b)[A-Za-z_$][\\w$]*\\s*\\(");

    private static final Pattern FORBIDDEN =
            Pattern.compile("\\bnew\\b|\\beval\\b|\\bmatches\\b|(?<![=!<>])=(?![=])|\\{|\\}|;");
    private static final Pattern JOIN =
            Pattern.compile("==\\s*\\$\\w+|\\$\\w+\\s*==|\\bcontains\\s+\\$\\w+|\\bmemberOf\\s+\\$\\w+");
    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");

    private final Policy policy;
    private final List<Finding> findings;

    private RuleForm(Policy policy, List<Finding> findings) {
        this.policy = policy;
        this.findings = findings;
    }

    static void check(Policy policy, List<Finding> findings) {
        RuleForm form = new RuleForm(policy, findings);
        PackageDescr parsed = RuleShapes.parsePackage(policy, new ArrayList<>());
        form.checkPackage(parsed);
        parsed.getRules().forEach(form::checkRule);
    }

    private void checkPackage(PackageDescr parsed) {
        for (ImportDescr imported : parsed.getImports()) {
            if (!imported.getTarget().matches("dev\\.tutti\\.fact\\.[A-Za-z]+")) {
                complain(imported, "a policy imports from dev.tutti.fact only, by exact name: " + imported.getTarget());
            }
        }
        refuseAll(parsed.getFunctionImports(), "imports no function");
        refuseAll(parsed.getAccumulateImports(), "imports no accumulate function");
        refuseAll(parsed.getGlobals(), "declares no global");
        refuseAll(parsed.getFunctions(), "declares no function");
        refuseAll(parsed.getTypeDeclarations(), "declares no type");
        refuseAll(parsed.getEnumDeclarations(), "declares no enum");
        refuseAll(List.copyOf(parsed.getEntryPointDeclarations()), "declares no entry point");
        refuseAll(List.copyOf(parsed.getWindowDeclarations()), "declares no window");
        refuseAll(parsed.getAttributes(), "sets no attribute for the whole file");
    }

    private void refuseAll(List<? extends BaseDescr> descrs, String message) {
        descrs.forEach(descr -> complain(descr, "a policy " + message));
    }

    private void checkRule(RuleDescr rule) {
        if (rule.isQuery() || rule.hasParent()) {
            complain(rule, "a policy holds rules only, none of which extends another");
        }
        for (AttributeDescr attribute : rule.getAttributes().values()) {
            if (!ATTRIBUTES.contains(attribute.getName())) {
                complain(
                        rule,
                        "the attribute " + attribute.getName() + " is not allowed; ruleflow-group is the only one");
            }
        }
        for (String annotation : rule.getAnnotationNames()) {
            if (!ANNOTATIONS.contains(annotation)) {
                complain(rule, "the annotation @" + annotation + " is not allowed; @policyId is the only one");
            }
        }
        if (!rule.getNamedConsequences().isEmpty()) {
            complain(rule, "a rule has one consequence");
        }
        Patterns.others(rule)
                .forEach(other -> complain(
                        rule,
                        "the left-hand side is made of patterns on facts; not allowed: "
                                + other.getClass()
                                        .getSimpleName()
                                        .replace("Descr", "")
                                        .toLowerCase(Locale.ROOT)));
        for (AccumulateDescr accumulation : Patterns.accumulations(rule)) {
            checkAccumulation(rule, accumulation);
        }
        checkPatterns(rule, Patterns.of(rule));
        checkConsequence(rule);
    }

    private void checkAccumulation(RuleDescr rule, AccumulateDescr accumulation) {
        if (accumulation.getInitCode() != null || accumulation.getActionCode() != null) {
            complain(rule, "an accumulation uses the functions " + FUNCTIONS + ", not code of its own");
        }
        for (AccumulateDescr.AccumulateFunctionCallDescr call : accumulation.getFunctions()) {
            if (!FUNCTIONS.contains(call.getFunction())) {
                complain(rule, "the function " + call.getFunction() + " is not among " + FUNCTIONS);
            }
        }
    }

    private void checkPatterns(RuleDescr rule, List<PatternDescr> patterns) {
        if (patterns.isEmpty()) {
            complain(rule, "a rule matches at least one fact");
        }
        if (patterns.size() > MOST_PATTERNS) {
            complain(rule, "a rule has at most " + MOST_PATTERNS + " patterns; name a part of it as a concept");
        }
        for (int i = 0; i < patterns.size(); i++) {
            checkPattern(patterns.get(i), i);
        }
    }

    private void checkPattern(PatternDescr pattern, int position) {
        if (FactTypes.find(pattern.getObjectType()).isEmpty()) {
            complain(pattern, pattern.getObjectType() + " is not a fact type; they stand in dev.tutti.fact");
        }
        boolean joined = position == 0;
        for (String constraint : Patterns.constraints(pattern)) {
            String code = STRING.matcher(constraint).replaceAll("\"\"");
            joined |= JOIN.matcher(code).find();
            if (CALL.matcher(code).find() || FORBIDDEN.matcher(code).find()) {
                complain(
                        pattern,
                        "a condition compares properties with literals and bound variables; not allowed: "
                                + constraint);
            }
        }
        if (!joined) {
            complain(
                    pattern,
                    "every pattern after the first is joined by an equality with a bound variable, as in"
                            + " service == $service: without it the engine compares everything with everything");
        }
        for (long delay : Patterns.delays(pattern)) {
            if (delay > LONGEST_WINDOW_MILLIS) {
                complain(pattern, "a window over events is at most 15 minutes; longer ones are tallies");
            }
        }
    }

    private void checkConsequence(RuleDescr rule) {
        Consequence consequence = Consequence.read(rule);
        consequence
                .complaint()
                .ifPresent(complaint -> findings.add(new Finding(
                        RuleShapes.fileOf(policy),
                        Math.max(rule.getLine(), rule.getConsequenceLine()),
                        1,
                        named(rule, complaint))));
        consequence
                .type()
                .filter(type -> FactTypes.find(type).isEmpty())
                .ifPresent(type -> complain(rule, type + " is not a fact type; they stand in dev.tutti.fact"));
        String wanted = policy.phase() == Phase.RESPOND ? "insert" : "insertLogical";
        if (consequence.type().isPresent() && !consequence.verb().equals(wanted)) {
            complain(rule, "the phase " + policy.phase().group() + " concludes by " + wanted + "( new ... )");
        }
    }

    private void complain(BaseDescr where, String message) {
        String text = where instanceof RuleDescr rule ? named(rule, message) : message;
        findings.add(new Finding(
                RuleShapes.fileOf(policy), Math.max(1, where.getLine()), Math.max(1, where.getColumn()), text));
    }

    private static String named(RuleDescr rule, String message) {
        return "rule \"" + rule.getName() + "\": " + message;
    }
}
