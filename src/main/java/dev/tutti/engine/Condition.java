package dev.tutti.engine;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One condition of a pattern, held to an allow-list of words and signs: components of facts, bound variables, constants of
 * our enums, literals, comparisons. DRL takes any Java expression here, and whatever is not named in a ban would run.
 *
 * @param text as it stands in the rule
 * @param type the fact type whose components may be named; empty for the results of an accumulation
 */
record Condition(String text, Optional<Class<?>> type) {

    /** One number and one unit: of {@code 1m30s} the engine reads the first minute only, and says nothing. */
    static final Pattern LENGTH = Pattern.compile("\\s*\\d{1,7}(?:ms|s|m|h|d)\\s*");

    /** An event against an event, within bounds; without them the engine would wait or look back for ever. */
    static final Pattern TEMPORAL = Pattern.compile("\\b(?:after|before|coincides)\\s*\\[([^\\[\\]]*)]");

    private static final Pattern TOKEN = Pattern.compile("\\s+|\"[^\"\\\\]*\"|(?<number>-?\\d+(?:\\.\\d+)?)(?![\\w.])"
            + "|(?<name>\\$?[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*)|==|!=|<=|>=|<|>|&&|\\|\\||[!(),]|:(?!=)");
    private static final Set<String> WORDS =
            Set.of("in", "not", "contains", "memberOf", "true", "false", "this", "and", "or");
    private static final Set<String> BEFORE_A_LIST = Set.of("in", "and", "or", "not");
    private static final Pattern JOIN = Pattern.compile("(?:[\\w.]+\\s*(?:==|contains)\\s*(?<right>\\$\\w+)(?:\\.\\w+)*"
            + "|(?<left>\\$\\w+)(?:\\.\\w+)*\\s*(?:==\\s*[\\w.]+|memberOf\\s+[\\w.]+))");
    private static final Pattern BINDING = Pattern.compile("(\\$\\w+)\\s*:(?!=)");

    /** The first piece that is not allowed. */
    Optional<String> flaw(Map<String, Class<?>> variables) {
        Matcher temporal = TEMPORAL.matcher(text);
        while (temporal.find()) {
            for (String bound : temporal.group(1).split(",", -1)) {
                if (!LENGTH.matcher(bound).matches()) {
                    return Optional.of(temporal.group());
                }
            }
        }
        // What is left is read word by word; the operator has been checked, and compares like any other.
        String rest = TEMPORAL.matcher(text).replaceAll("==");
        Matcher token = TOKEN.matcher(rest);
        int at = 0;
        while (at < rest.length()) {
            if (!token.find(at) || token.start() != at) {
                return Optional.of(rest.substring(at, at + 1));
            }
            String name = token.group("name");
            if (name != null && !mayStand(name, rest.substring(token.end()).strip(), variables)) {
                return Optional.of(name);
            }
            at = token.end();
        }
        return Optional.empty();
    }

    /** Whether this ties the pattern to an earlier one in a way that the engine can look up. */
    boolean joins(Set<String> earlier) {
        Matcher join = JOIN.matcher(text.strip());
        if (!join.matches()) {
            return false;
        }
        String variable = join.group("right") != null ? join.group("right") : join.group("left");
        return earlier.contains(variable);
    }

    /** The variables that this binds. */
    Set<String> bound() {
        return BINDING.matcher(text).results().map(result -> result.group(1)).collect(Collectors.toUnmodifiableSet());
    }

    private boolean mayStand(String name, String following, Map<String, Class<?>> variables) {
        if (following.startsWith("(")) {
            return BEFORE_A_LIST.contains(name);
        }
        if (WORDS.contains(name)) {
            return true;
        }
        int dot = name.indexOf('.');
        String first = dot < 0 ? name : name.substring(0, dot);
        String rest = dot < 0 ? "" : name.substring(dot + 1);
        if (first.startsWith("$")) {
            return rest.isEmpty()
                    || Optional.<Class<?>>ofNullable(variables.get(first))
                            .filter(fact -> isPath(fact, rest))
                            .isPresent();
        }
        return FactTypes.isConstant(first, rest)
                || type.filter(fact -> isPath(fact, name)).isPresent();
    }

    private static boolean isPath(Class<?> start, String path) {
        Class<?> type = start;
        for (String step : path.split("\\.", -1)) {
            Optional<Class<?>> next = Optional.ofNullable(type.getRecordComponents()).stream()
                    .flatMap(Arrays::stream)
                    .filter(component -> component.getName().equals(step))
                    .<Class<?>>map(RecordComponent::getType)
                    .findFirst();
            if (next.isEmpty()) {
                return false;
            }
            type = next.get();
        }
        return true;
    }
}
