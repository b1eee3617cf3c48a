package dev.tutti.engine;

import dev.tutti.fact.ActionInForce;
import dev.tutti.policy.Finding;
import dev.tutti.policy.Phase;
import dev.tutti.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AnnotationDescr;
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

    private static final Set<String> ATTRIBUTES = Set.of("ruleflow-group");
    private static final Set<String> ANNOTATIONS = Set.of("policyId");
    /** The name is written into generated code as it stands, so it must not be able to end a text there. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9 ,'_.:-]{1,120}");

    private static final Pattern OF_STATE = Pattern.compile("^\\s*state\\s*==");

    private final Policy policy;
    private final List<Finding> findings;

    private RuleForm(Policy policy, List<Finding> findings) {
        this.policy = policy;
        this.findings = findings;
    }

    static void check(Policy policy, List<Finding> findings) {
        RuleForm form = new RuleForm(policy, findings);
        List<Finding> unreadable = new ArrayList<>();
        PackageDescr parsed = RuleShapes.parsePackage(policy, unreadable);
        if (!unreadable.isEmpty()) {
            return; // whoever reads the shapes says so
        }
        form.checkPackage(parsed);
        parsed.getRules().forEach(form::checkRule);
    }

    private void checkPackage(PackageDescr parsed) {
        int escape = policy.drl().indexOf('\\');
        if (escape >= 0) {
            int line = 1 + (int) policy.drl().substring(0, escape).lines().count() - (escape > 0 ? 1 : 0);
            findings.add(new Finding(
                    RuleShapes.fileOf(policy), line, 1, "no backslash: it makes code of what looks like text"));
        }
        if (!policy.folder().replace('/', '.').equals(parsed.getName())) {
            complain(
                    parsed,
                    "the package is named like the folder: " + policy.folder().replace('/', '.'));
        }
        if (parsed.getUnit() != null) {
            complain(parsed.getUnit(), "a policy belongs to no rule unit");
        }
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
        if (!NAME.matcher(rule.getName()).matches()) {
            complain(rule, "a rule's name is made of letters, digits, blanks and , ' _ . : -");
        }
        AttributeDescr group = rule.getAttributes().get("ruleflow-group");
        if (group == null || !policy.phase().group().equals(group.getValue())) {
            complain(
                    rule,
                    "a rule of this folder says ruleflow-group \""
                            + policy.phase().group() + "\"");
        }
        AnnotationDescr id = rule.getAnnotation("policyId");
        if (id == null || !policy.id().equals(id.getSingleValueAsString())) {
            complain(rule, "a rule of this policy says @policyId(" + policy.id() + "), without quotes");
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
        PatternForm.check(rule).forEach(flaw -> complain(flaw.where(), flaw.message()));
        if (policy.phase() == Phase.RESPOND) {
            checkStates(rule);
        }
        checkConsequence(rule);
    }

    /** It would propose anew at every change of state, also what is over by then. */
    private void checkStates(RuleDescr rule) {
        rule.getLhs().getDescrs().stream()
                .filter(part -> part instanceof PatternDescr pattern
                        && ActionInForce.class.getSimpleName().equals(pattern.getObjectType())
                        && pattern.getDescrs().stream().noneMatch(RuleForm::isOfState))
                .forEach(part -> complain(
                        rule,
                        "a response to ActionInForce says in which state, such as state == InForceState.SUCCEEDED"));
    }

    private static boolean isOfState(BaseDescr condition) {
        return OF_STATE.matcher(Patterns.text(condition)).find();
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
