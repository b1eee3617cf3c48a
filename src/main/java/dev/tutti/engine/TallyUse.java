package dev.tutti.engine;

import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.Event;
import dev.tutti.fact.TallyDeclaration;
import dev.tutti.policy.Finding;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * How a rule may use a tally. It never says more than is so, and may say less: past a bound, or at the edge of its window.
 * So a rule may ask only whether there are at least so many; every other question could turn a bound into a permit.
 */
final class TallyUse {

    private static final String TALLY = "Tally";
    private static final String NEWS = "TallyNews";
    private static final Pattern NEWS_OF = Pattern.compile("tally\\s*==\\s*\"([^\"]*)\"");
    private static final Pattern RECENT = Pattern.compile("(?<![\\w.$])(?:recent|times)\\b");
    private static final Pattern NAME = Pattern.compile("name\\s*==\\s*\"([^\"]*)\"");
    private static final Pattern COUNTED = Pattern.compile("(?<![\\w.$])(?:count|distinct)\\b");
    private static final Pattern AT_LEAST = Pattern.compile(
            "(?:(?:\\$\\w+\\s*:\\s*)?(?:count|distinct)\\s*>=?\\s*\\d+|\\$\\w+\\s*:\\s*(?:count|distinct))");
    private static final Pattern BOUND = Pattern.compile("(\\$\\w+)\\s*:\\s*(?:count|distinct)\\b");

    private final Policy policy;
    private final Map<String, TallyDeclaration> declared = new TreeMap<>();
    private final List<Finding> findings;

    private TallyUse(Policy policy, RuleSet ruleSet, List<Finding> findings) {
        this.policy = policy;
        this.findings = findings;
        Stream<TallyDeclaration> others = policy.status() == Status.ACTIVE
                ? ruleSet.tallies().stream()
                : ruleSet.policies().stream().flatMap(other -> other.tallies().stream());
        Stream.concat(others, policy.tallies().stream()).forEach(tally -> declared.putIfAbsent(tally.name(), tally));
    }

    static void check(Policy policy, RuleSet ruleSet, List<Finding> findings) {
        TallyUse use = new TallyUse(policy, ruleSet, findings);
        RuleShapes.parse(policy, new ArrayList<>()).forEach(use::check);
    }

    private void check(RuleDescr rule) {
        List<PatternDescr> patterns = Patterns.of(rule);
        List<PatternDescr> tallies = patterns.stream().filter(TallyUse::isTally).toList();
        patterns.stream().filter(TallyUse::isNews).forEach(pattern -> checkNews(rule, pattern));
        if (tallies.isEmpty()) {
            return;
        }
        if (patterns.stream().anyMatch(TallyUse::isEvent)) {
            complain(
                    rule,
                    tallies.get(0),
                    "a rule matches a tally or an event, not both: each further alert changes the tally, and the rule would"
                            + " go through all alerts in memory again; make a concept of the tally, and match that");
        }
        Set<PatternDescr> denied = new HashSet<>();
        rule.getLhs().getDescrs().forEach(descr -> collectDenied(descr, false, denied));
        denied.forEach(pattern -> complain(
                rule,
                pattern,
                "a tally may also be absent because a bound was hit, so its absence says nothing: match"
                        + " Tally( ... ), or exists Tally( ... ), and not within not, forall or an accumulation"));
        tallies.forEach(pattern -> checkPattern(rule, pattern));
        checkBound(rule, patterns);
    }

    private void checkPattern(RuleDescr rule, PatternDescr pattern) {
        List<String> conditions = conditions(pattern);
        Optional<String> name = conditions.stream()
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst();
        if (name.isEmpty()) {
            complain(
                    rule,
                    pattern,
                    "a rule says which tally it means, as in Tally( name == \"failed_logins_of_source\" )");
            return;
        }
        TallyDeclaration tally = declared.get(name.get());
        if (tally == null) {
            complain(
                    rule,
                    pattern,
                    "no active policy declares the tally " + name.get() + "; declared are " + declared.keySet());
            return;
        }
        checkKey(rule, pattern, conditions, tally);
        for (String condition : conditions) {
            if (COUNTED.matcher(condition).find()
                    && !AT_LEAST.matcher(condition).matches()) {
                complain(
                        rule,
                        pattern,
                        "a tally never says more than is so and may say less; ask with >= whether it is at least a number,"
                                + " as in count >= 3; not allowed: " + condition);
            }
            if (tally.distinct().isEmpty() && words(condition).contains("distinct")) {
                complain(rule, pattern, "the tally " + tally.name() + " declares no distinct, so it is always 0");
            }
        }
    }

    /** News may be asked anything, for they only ever lead to a proposal; but of a tally that there is. */
    private void checkNews(RuleDescr rule, PatternDescr pattern) {
        List<String> conditions = conditions(pattern);
        Optional<String> name = conditions.stream()
                .map(NEWS_OF::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst();
        TallyDeclaration tally = name.map(declared::get).orElse(null);
        if (tally == null) {
            complain(
                    rule,
                    pattern,
                    "a rule says of which tally it takes the news, as in TallyNews( tally == \"sign_ins_of_user\" ); declared"
                            + " are " + declared.keySet());
            return;
        }
        checkKey(rule, pattern, conditions, tally);
        if (tally.recent().isEmpty()
                && conditions.stream()
                        .anyMatch(condition -> RECENT.matcher(condition).find())) {
            complain(rule, pattern, "the tally " + tally.name() + " declares nothing as recent, so it is always 0");
        }
    }

    private void checkKey(RuleDescr rule, PatternDescr pattern, List<String> conditions, TallyDeclaration tally) {
        for (String condition : conditions) {
            for (AlertComponent component : AlertComponent.values()) {
                if (words(condition).contains(component.word())
                        && !tally.parts().contains(component)) {
                    complain(
                            rule,
                            pattern,
                            component.word() + " is not part of the key of " + tally.name()
                                    + ", so it is always empty");
                }
            }
        }
    }

    /** What a tally came to may be said in a text, and compared with nothing. */
    private void checkBound(RuleDescr rule, List<PatternDescr> patterns) {
        Set<String> counts = new HashSet<>();
        patterns.stream()
                .filter(TallyUse::isTally)
                .flatMap(pattern -> conditions(pattern).stream())
                .forEach(condition -> BOUND.matcher(condition).results().forEach(found -> counts.add(found.group(1))));
        for (PatternDescr pattern : patterns) {
            for (String condition : conditions(pattern)) {
                String used = BOUND.matcher(condition).replaceAll("");
                counts.stream()
                        .filter(variable -> Pattern.compile(Pattern.quote(variable) + "\\b")
                                .matcher(used)
                                .find())
                        .forEach(variable -> complain(
                                rule,
                                pattern,
                                "what a tally came to is compared with a number where it is matched, and with nothing else;"
                                        + " not allowed: " + condition));
            }
        }
    }

    private static void collectDenied(BaseDescr descr, boolean within, Set<PatternDescr> into) {
        if (descr instanceof PatternDescr pattern) {
            if (pattern.getSource() instanceof AccumulateDescr accumulation) {
                collectDenied(accumulation.getInput(), true, into);
            } else if (within && isTally(pattern)) {
                into.add(pattern);
            }
        } else if (descr instanceof AccumulateDescr accumulation) {
            collectDenied(accumulation.getInput(), true, into);
        } else if (descr instanceof ConditionalElementDescr element) {
            boolean denies = within || descr instanceof NotDescr || descr instanceof ForallDescr;
            element.getDescrs().forEach(child -> collectDenied((BaseDescr) child, denies, into));
        }
    }

    private static boolean isTally(PatternDescr pattern) {
        return TALLY.equals(pattern.getObjectType());
    }

    private static boolean isNews(PatternDescr pattern) {
        return NEWS.equals(pattern.getObjectType());
    }

    private static boolean isEvent(PatternDescr pattern) {
        return FactTypes.find(String.valueOf(pattern.getObjectType()))
                .filter((Predicate<Class<?>>) Event.class::isAssignableFrom)
                .isPresent();
    }

    private static List<String> conditions(PatternDescr pattern) {
        return pattern.getDescrs().stream()
                .map(descr -> Patterns.text(descr).strip())
                .toList();
    }

    /** The names on the left of a comparison or behind a binding; texts and variables are not among them. */
    private static Set<String> words(String condition) {
        Set<String> words = new HashSet<>();
        Pattern.compile("(?<![\\w.$])[a-z]\\w*")
                .matcher(condition.replaceAll("\"[^\"]*\"", ""))
                .results()
                .forEach(found -> words.add(found.group()));
        return words;
    }

    private void complain(RuleDescr rule, PatternDescr pattern, String message) {
        findings.add(new Finding(
                RuleShapes.fileOf(policy),
                Math.max(1, pattern.getLine()),
                Math.max(1, pattern.getColumn()),
                "rule \"" + rule.getName() + "\": " + message));
    }
}
