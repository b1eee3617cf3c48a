package dev.tutti.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern TEMPORAL = Pattern.compile("\\b(?:after|before|coincides|during)\\s*\\[([^]]*)]");
    private static final Pattern BOUND = Pattern.compile("\\d+\\s*(?:ms|[dhms])");

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

    /** Every accumulation, the ones by group included. */
    static List<AccumulateDescr> accumulations(RuleDescr rule) {
        List<AccumulateDescr> accumulations = new ArrayList<>();
        rule.getLhs().getDescrs().forEach(descr -> collectAccumulations(descr, accumulations));
        return accumulations;
    }

    static List<String> constraints(PatternDescr pattern) {
        List<String> texts = new ArrayList<>();
        for (BaseDescr descr : pattern.getConstraint().getDescrs()) {
            texts.add(descr instanceof ExprConstraintDescr e ? e.getExpression() : descr.getText());
        }
        return texts;
    }

    /** Lengths of windows and bounds of temporal operators on this pattern, in milliseconds. */
    static List<Long> delays(PatternDescr pattern) {
        List<Long> delays = new ArrayList<>();
        for (BehaviorDescr behavior : pattern.getBehaviors()) {
            if ("time".equals(behavior.getSubType())) {
                behavior.getParameters().forEach(p -> delays.add(TimeUtils.parseTimeString(p.strip())));
            }
        }
        for (String constraint : constraints(pattern)) {
            Matcher temporal = TEMPORAL.matcher(constraint);
            while (temporal.find()) {
                Matcher bound = BOUND.matcher(temporal.group(1));
                while (bound.find()) {
                    delays.add(TimeUtils.parseTimeString(bound.group()));
                }
            }
        }
        delays.removeIf(delay -> delay <= 0 || delay > Duration.ofDays(1).toMillis());
        return delays;
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

    private static void collectAccumulations(BaseDescr descr, List<AccumulateDescr> into) {
        if (descr instanceof AccumulateDescr accumulate) {
            into.add(accumulate);
        } else if (descr instanceof PatternDescr pattern && pattern.getSource() != null) {
            collectAccumulations(pattern.getSource(), into);
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
