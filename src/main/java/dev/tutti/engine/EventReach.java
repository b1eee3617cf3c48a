package dev.tutti.engine;

import dev.tutti.fact.Alert;
import dev.tutti.fact.Event;
import dev.tutti.fact.Observed;
import dev.tutti.fact.Passing;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.base.time.TimeUtils;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.BehaviorDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * How long after its effective time an event may still matter to a rule. What is not understood reaches as far as an event
 * lives: an event that stays too long costs memory, one that leaves too early costs a decision.
 */
final class EventReach {

    /** The rule uses an event in the step in which it comes, and never again. */
    static final long MOMENTARY = 0;

    private static final Pattern BOUND_ID = Pattern.compile("(\\$\\w+)\\s*:\\s*id");
    private static final Pattern SAME_ALERT = Pattern.compile("alertId\\s*==\\s*(\\$\\w+)");

    private EventReach() {}

    /** Milliseconds; at most {@link EventLife#MILLIS}. */
    static long of(RuleDescr rule) {
        List<PatternDescr> events =
                Patterns.of(rule).stream().filter(EventReach::mayBeEvent).toList();
        boolean concludesForGood = Consequence.read(rule).verb().equals("insert");
        if (events.isEmpty() || (concludesForGood && isMomentary(rule, events))) {
            return MOMENTARY;
        }
        long reach = EventLife.MILLIS;
        if (events.size() == 1) {
            reach = window(events.get(0)).orElse(reach);
        } else if (concludesForGood && Patterns.accumulations(rule).isEmpty()) {
            reach = chain(events).orElse(reach);
        }
        return Math.min(reach, EventLife.MILLIS);
    }

    /** Nothing but one alert and what was observed of the same one: all of it comes in one step. */
    private static boolean isMomentary(RuleDescr rule, List<PatternDescr> events) {
        List<? extends BaseDescr> parts = rule.getLhs().getDescrs();
        boolean plain = parts.stream()
                .allMatch(part -> part instanceof PatternDescr pattern
                        && pattern.getSource() == null
                        && pattern.getBehaviors().isEmpty()
                        && mayBeEvent(pattern)
                        && texts(pattern).stream()
                                .noneMatch(
                                        text -> Condition.TEMPORAL.matcher(text).find()));
        List<PatternDescr> alerts =
                events.stream().filter(pattern -> is(pattern, Alert.class)).toList();
        if (!plain || alerts.size() != 1) {
            return false;
        }
        List<String> ids = texts(alerts.get(0)).stream()
                .map(text -> BOUND_ID.matcher(text.strip()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
        return events.stream()
                .filter(pattern -> pattern != alerts.get(0))
                .allMatch(pattern -> is(pattern, Observed.class)
                        && texts(pattern).stream()
                                .map(text -> SAME_ALERT.matcher(text.strip()))
                                .anyMatch(matcher -> matcher.matches() && ids.contains(matcher.group(1))));
    }

    /** One event at a time that a window over time lets go, and its conclusion with it. */
    private static Optional<Long> window(PatternDescr pattern) {
        if (pattern.getBehaviors().size() != 1) {
            return Optional.empty();
        }
        BehaviorDescr window = pattern.getBehaviors().get(0);
        String size = String.join(",", window.getParameters()).strip();
        return "time".equals(window.getSubType())
                        && Condition.LENGTH.matcher(size).matches()
                ? Optional.of(TimeUtils.parseTimeString(size))
                : Optional.empty();
    }

    /** Each event after the first lies within two bounds of another one. */
    private static Optional<Long> chain(List<PatternDescr> events) {
        long reach = 0;
        for (PatternDescr pattern : events.subList(1, events.size())) {
            long longest = 0;
            for (String text : texts(pattern)) {
                Matcher temporal = Condition.TEMPORAL.matcher(text);
                while (temporal.find()) {
                    String[] bounds = temporal.group(1).split(",", -1);
                    if (bounds.length != 2 || text.contains("||")) {
                        return Optional.empty();
                    }
                    for (String bound : bounds) {
                        if (!Condition.LENGTH.matcher(bound).matches()) {
                            return Optional.empty();
                        }
                        longest = Math.max(longest, TimeUtils.parseTimeString(bound.strip()));
                    }
                }
            }
            if (longest == 0 || !pattern.getBehaviors().isEmpty()) {
                return Optional.empty();
            }
            reach += longest;
        }
        return events.get(0).getBehaviors().isEmpty() ? Optional.of(reach) : Optional.empty();
    }

    private static List<String> texts(PatternDescr pattern) {
        return pattern.getDescrs().stream().map(Patterns::text).toList();
    }

    /** The end of an action and the news of a tally are none that anybody has to keep: they go with their step. */
    private static boolean mayBeEvent(PatternDescr pattern) {
        return FactTypes.find(String.valueOf(pattern.getObjectType()))
                .map(type -> Event.class.isAssignableFrom(type) && !Passing.class.isAssignableFrom(type))
                .orElse(true);
    }

    private static boolean is(PatternDescr pattern, Class<?> type) {
        return FactTypes.find(String.valueOf(pattern.getObjectType()))
                .filter(type::equals)
                .isPresent();
    }
}
