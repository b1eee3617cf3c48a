package dev.tutti.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.drools.base.time.TimeUtils;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.BehaviorDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/** The patterns of a rule's left-hand side, wherever they stand in it. */
final class Patterns {

    private Patterns() {}

    /** Every pattern on a fact type, in the order of the text; results of accumulations are not among them. */
    static List<PatternDescr> of(RuleDescr rule) {
        List<PatternDescr> patterns = new ArrayList<>();
        rule.getLhs().getDescrs().forEach(descr -> collect(descr, patterns));
        return patterns;
    }

    /** Elements of the left-hand side that are neither a pattern on a fact type nor one of and, or, not, exists, forall. */
    static List<BaseDescr> others(RuleDescr rule) {
        List<BaseDescr> others = new ArrayList<>();
        rule.getLhs().getDescrs().forEach(descr -> collectOthers(descr, others));
        return others;
    }

    /** The results of every accumulation, the ones by group included. */
    static List<PatternDescr> accumulations(RuleDescr rule) {
        List<PatternDescr> accumulations = new ArrayList<>();
        rule.getLhs().getDescrs().forEach(descr -> collectAccumulations(descr, accumulations));
        return accumulations;
    }

    /** The fact types that variables stand for; a variable that stands for a component is not among them. */
    static Map<String, Class<?>> variables(RuleDescr rule) {
        Map<String, Class<?>> variables = new HashMap<>();
        for (PatternDescr pattern : of(rule)) {
            if (pattern.getIdentifier() != null) {
                FactTypes.find(String.valueOf(pattern.getObjectType()))
                        .ifPresent(type -> variables.put(pattern.getIdentifier(), type));
            }
        }
        return variables;
    }

    static List<Condition> conditions(PatternDescr pattern) {
        Optional<Class<?>> type = FactTypes.find(String.valueOf(pattern.getObjectType()));
        return pattern.getDescrs().stream()
                .map(descr -> new Condition(text(descr), type))
                .toList();
    }

    static String text(BaseDescr descr) {
        return descr instanceof ExprConstraintDescr expression ? expression.getExpression() : nameOf(descr);
    }

    /** What the engine's parser calls this piece of a rule. */
    static String nameOf(BaseDescr descr) {
        return descr.getClass().getSimpleName().replace("Descr", "").toLowerCase(Locale.ROOT);
    }

    /** Lengths of windows and bounds of temporal operators on this pattern, in milliseconds. */
    static List<Long> delays(PatternDescr pattern) {
        List<String> lengths = new ArrayList<>();
        for (BehaviorDescr behavior : pattern.getBehaviors()) {
            if ("time".equals(behavior.getSubType())) {
                lengths.addAll(behavior.getParameters());
            }
        }
        for (BaseDescr descr : pattern.getDescrs()) {
            Matcher temporal = Condition.TEMPORAL.matcher(text(descr));
            while (temporal.find()) {
                lengths.addAll(List.of(temporal.group(1).split(",", -1)));
            }
        }
        return lengths.stream()
                .filter(length -> Condition.LENGTH.matcher(length).matches())
                .map(length -> TimeUtils.parseTimeString(length.strip()))
                .filter(delay -> delay > 0)
                .toList();
    }

    private static void collect(BaseDescr descr, List<PatternDescr> into) {
        if (descr instanceof PatternDescr pattern) {
            if (pattern.getSource() instanceof AccumulateDescr accumulate) {
                collect(accumulate.getInput(), into);
            } else {
                into.add(pattern);
            }
        } else if (descr instanceof AccumulateDescr accumulate) {
            collect(accumulate.getInput(), into);
        } else if (descr instanceof ConditionalElementDescr element) {
            element.getDescrs().forEach(child -> collect((BaseDescr) child, into));
        }
    }

    private static void collectAccumulations(BaseDescr descr, List<PatternDescr> into) {
        if (descr instanceof PatternDescr pattern && pattern.getSource() instanceof AccumulateDescr accumulate) {
            into.add(pattern);
            collectAccumulations(accumulate.getInput(), into);
        } else if (descr instanceof ConditionalElementDescr element) {
            element.getDescrs().forEach(child -> collectAccumulations((BaseDescr) child, into));
        }
    }

    private static void collectOthers(BaseDescr descr, List<BaseDescr> into) {
        if (descr instanceof PatternDescr pattern) {
            if (pattern.getSource() instanceof AccumulateDescr accumulate) {
                collectOthers(accumulate.getInput(), into);
            } else if (pattern.getSource() != null) {
                into.add(pattern.getSource());
            }
        } else if (descr instanceof ConditionalElementDescr element && isLogical(descr)) {
            element.getDescrs().forEach(child -> collectOthers((BaseDescr) child, into));
        } else {
            into.add(descr);
        }
    }

    private static boolean isLogical(BaseDescr descr) {
        return switch (descr.getClass().getSimpleName()) {
            case "AndDescr", "OrDescr", "NotDescr", "ExistsDescr", "ForallDescr" -> true;
            default -> false;
        };
    }
}
