package dev.tutti.engine;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.GroupByDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/** The variables that a rule's consequence may use, and of what type each is. */
final class BoundTypes {

    private static final Pattern BINDING = Pattern.compile("(\\$\\w+)\\s*:\\s*([\\w.]+)");

    private final Map<String, Class<?>> types = new TreeMap<>();

    private BoundTypes() {}

    static Map<String, Class<?>> of(RuleDescr rule) {
        BoundTypes bound = new BoundTypes();
        bound.collect(rule.getLhs());
        return bound.types;
    }

    private void collect(AndDescr patterns) {
        for (Object descr : patterns.getDescrs()) {
            if (descr instanceof PatternDescr pattern && pattern.getSource() instanceof AccumulateDescr accumulation) {
                results(accumulation);
            } else if (descr instanceof PatternDescr pattern) {
                collect(pattern);
            }
        }
    }

    private void collect(PatternDescr pattern) {
        Optional<Class<?>> fact = FactTypes.find(String.valueOf(pattern.getObjectType()));
        if (fact.isEmpty()) {
            return;
        }
        if (pattern.getIdentifier() != null) {
            types.put(pattern.getIdentifier(), fact.get());
        }
        for (BaseDescr condition : pattern.getDescrs()) {
            Matcher binding = BINDING.matcher(Patterns.text(condition));
            while (binding.find()) {
                String variable = binding.group(1);
                path(fact.get(), binding.group(2)).ifPresent(type -> types.put(variable, type));
            }
        }
    }

    /** Of what an accumulation looks at, only its results and its key are known outside of it. */
    private void results(AccumulateDescr accumulation) {
        if (accumulation instanceof GroupByDescr group && group.getGroupingKey() != null) {
            BoundTypes within = new BoundTypes();
            if (accumulation.getInput() instanceof AndDescr input) {
                within.collect(input);
            } else if (accumulation.getInput() instanceof PatternDescr pattern) {
                within.collect(pattern);
            }
            Class<?> type = within.types.get(group.getGroupingFunction().strip());
            if (type != null) {
                types.put(group.getGroupingKey(), type);
            }
        }
    }

    private static Optional<Class<?>> path(Class<?> start, String path) {
        Class<?> type = start;
        for (String step : path.split("\\.", -1)) {
            RecordComponent[] components = type.getRecordComponents();
            Optional<Class<?>> next = components == null
                    ? Optional.empty()
                    : Arrays.stream(components)
                            .filter(component -> component.getName().equals(step))
                            .<Class<?>>map(RecordComponent::getType)
                            .findFirst();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            type = next.get();
        }
        return Optional.of(type);
    }
}
