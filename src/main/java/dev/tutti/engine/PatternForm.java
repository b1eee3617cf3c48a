package dev.tutti.engine;

import dev.tutti.fact.TallyDeclaration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.BehaviorDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.GroupByDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/** What the left-hand side of a rule may look like: patterns on facts, each joined to one before, none that looks far back. */
final class PatternForm {

    /** Something to mend, at the piece of the rule where it stands. */
    record Flaw(BaseDescr where, String message) {}

    private static final int MOST_PATTERNS = 5;
    private static final int LONGEST_WINDOW_LENGTH = 10_000;
    private static final long LONGEST_WINDOW_MILLIS = TallyDeclaration.LONGEST_EVENT_WINDOW.toMillis();
    private static final Set<String> FUNCTIONS = new TreeSet<>(Set.of("average", "count", "max", "min", "sum"));

    private final RuleDescr rule;
    private final Map<String, Class<?>> variables;
    private final List<Flaw> flaws = new ArrayList<>();

    private PatternForm(RuleDescr rule) {
        this.rule = rule;
        this.variables = Patterns.variables(rule);
    }

    static List<Flaw> check(RuleDescr rule) {
        PatternForm form = new PatternForm(rule);
        Patterns.others(rule)
                .forEach(other -> form.complain(
                        rule,
                        "the left-hand side is made of patterns on facts; not allowed: " + Patterns.nameOf(other)));
        Set<String> known = new HashSet<>();
        for (PatternDescr result : Patterns.accumulations(rule)) {
            known.addAll(form.checkAccumulation(result, (AccumulateDescr) result.getSource()));
        }
        form.checkPatterns(Patterns.of(rule), known);
        return form.flaws;
    }

    /** Checks the accumulation, and returns the variables that its results are bound to. */
    private Set<String> checkAccumulation(PatternDescr result, AccumulateDescr accumulation) {
        Set<String> results = new HashSet<>();
        if (accumulation.getInitCode() != null || accumulation.getActionCode() != null) {
            complain(rule, "an accumulation uses the functions " + FUNCTIONS + ", not code of its own");
        }
        for (AccumulateDescr.AccumulateFunctionCallDescr call : accumulation.getFunctions()) {
            if (!FUNCTIONS.contains(call.getFunction())) {
                complain(rule, "the function " + call.getFunction() + " is not among " + FUNCTIONS);
            }
            Arrays.stream(call.getParams()).forEach(argument -> checkArgument(argument));
            results.add(String.valueOf(call.getBind()));
        }
        if (accumulation instanceof GroupByDescr group) {
            checkArgument(group.getGroupingFunction());
            results.add(String.valueOf(group.getGroupingKey()));
        }
        if (!"Object".equals(result.getObjectType())) {
            complain(
                    rule,
                    "the result of an accumulation is bound by its functions, not matched as "
                            + result.getObjectType());
        }
        checkConditions(result, Optional.empty());
        return results;
    }

    private void checkArgument(String argument) {
        if (!argument.strip().matches("\\$\\w+")) {
            complain(rule, "an accumulation works on bound variables; not allowed: " + argument.strip());
        }
    }

    private void checkPatterns(List<PatternDescr> patterns, Set<String> known) {
        if (patterns.isEmpty()) {
            complain(rule, "a rule matches at least one fact");
        }
        if (patterns.size() > MOST_PATTERNS) {
            complain(rule, "a rule has at most " + MOST_PATTERNS + " patterns; name a part of it as a concept");
        }
        for (int i = 0; i < patterns.size(); i++) {
            PatternDescr pattern = patterns.get(i);
            checkPattern(pattern);
            List<Condition> conditions = Patterns.conditions(pattern);
            if (i > 0 && conditions.stream().noneMatch(condition -> condition.joins(known))) {
                complain(
                        pattern,
                        "every pattern after the first is joined by an equality with a variable of one before, as in"
                                + " service == $service: without it the engine compares everything with everything");
            }
            known.add(String.valueOf(pattern.getIdentifier()));
            conditions.forEach(condition -> known.addAll(condition.bound()));
        }
    }

    private void checkPattern(PatternDescr pattern) {
        Optional<Class<?>> type = FactTypes.find(String.valueOf(pattern.getObjectType()));
        if (type.isEmpty()) {
            complain(pattern, pattern.getObjectType() + " is not a fact type; they stand in dev.tutti.fact");
            return;
        }
        if (pattern.isQuery()
                || pattern.isUnification()
                || !pattern.getAnnotationNames().isEmpty()) {
            complain(pattern, "a pattern carries no annotation, is no query, and binds with a colon");
        }
        checkConditions(pattern, type);
        pattern.getBehaviors().forEach(window -> checkWindow(pattern, window));
        for (long delay : Patterns.delays(pattern)) {
            if (delay > LONGEST_WINDOW_MILLIS) {
                complain(pattern, "a window over events is at most 15 minutes" + TallyAdvice.instead(pattern, delay));
            }
        }
    }

    private void checkConditions(PatternDescr pattern, Optional<Class<?>> type) {
        for (BaseDescr descr : pattern.getDescrs()) {
            String text = Patterns.text(descr);
            Optional<String> flaw =
                    descr instanceof ExprConstraintDescr named && named.getType() == ExprConstraintDescr.Type.NAMED
                            ? new Condition(text, type).flaw(variables)
                            : Optional.of(text);
            flaw.ifPresent(piece -> complain(
                    pattern,
                    "a condition compares components of the fact with literals, constants and bound variables; not"
                            + " allowed: '" + piece + "' in: " + text));
        }
    }

    private void checkWindow(PatternDescr pattern, BehaviorDescr window) {
        String size = String.join(",", window.getParameters()).strip();
        boolean allowed = "time".equals(window.getSubType())
                ? Condition.LENGTH.matcher(size).matches()
                : "length".equals(window.getSubType())
                        && size.matches("\\d{1,5}")
                        && Integer.parseInt(size) <= LONGEST_WINDOW_LENGTH;
        if (!allowed) {
            complain(
                    pattern,
                    "a window is window:time with one number and one unit, as in 5m, or window:length of at most "
                            + LONGEST_WINDOW_LENGTH + "; not allowed: " + size);
        }
    }

    private void complain(BaseDescr where, String message) {
        flaws.add(new Flaw(where, message));
    }
}
