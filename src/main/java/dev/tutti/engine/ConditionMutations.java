package dev.tutti.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be changed within one condition: its operators, its literals and constants, the members of its lists. */
final class ConditionMutations {

    private static final Pattern TOKEN = Pattern.compile("(?<text>\"[^\"\n]*\")"
            + "|(?<number>(?<![\\w.$])\\d+(?:ms|s|m|h|d|\\.\\d+)?(?![\\w.]))"
            + "|(?<membership>(?:not\\s+)?\\b(?:in|contains|memberOf)\\b)"
            + "|(?<name>(?<![\\w.$])[A-Za-z]\\w*(?:\\.\\w+)*)"
            + "|(?<sign>==|!=|<=|>=|<|>|&&|\\|\\||!)");
    private static final Pattern LIST = Pattern.compile("\\bin\\s*\\(([^()]*)\\)");
    private static final Pattern MEMBER = Pattern.compile("\"[^\"\n]*\"|[^,\"\\s]+");
    private static final Pattern LISTED = Pattern.compile("(?<![\\w.$\"])[A-Z]\\w*\\.[A-Z]\\w*|\"[^\"\n]*\"");

    private static final Map<String, List<String>> SIGNS = Map.of(
            "==", List.of("!="),
            "!=", List.of("=="),
            "<", List.of("<=", ">="),
            "<=", List.of("<", ">"),
            ">", List.of(">=", "<="),
            ">=", List.of(">", "<"),
            "&&", List.of("||"),
            "||", List.of("&&"),
            "!", List.of(""));
    private static final Map<String, String> WORDS =
            Map.of("true", "false", "false", "true", "before", "after", "after", "before");

    private final OtherWords words;

    ConditionMutations(OtherWords words) {
        this.words = words;
    }

    /**
     * The changes of one condition.
     *
     * @param of which pattern it belongs to, for a person
     * @param start where the condition stands in the text of the rules
     */
    List<Edit> of(String of, int start, String condition) {
        List<Edit> edits = new ArrayList<>();
        List<String> listed = LISTED.matcher(condition)
                .results()
                .map(found -> found.group().replace("\"", ""))
                .toList();
        Matcher token = TOKEN.matcher(condition);
        while (token.find()) {
            for (String other : others(token, listed)) {
                edits.add(edit(of, start, condition, token.start(), token.end(), other));
            }
        }
        Matcher list = LIST.matcher(condition);
        while (list.find()) {
            members(of, start, condition, list, edits);
        }
        return edits;
    }

    private List<String> others(Matcher token, List<String> listed) {
        String said = token.group();
        if (token.group("text") != null) {
            return List.of('"' + words.text(said.substring(1, said.length() - 1), listed) + '"');
        } else if (token.group("number") != null) {
            return words.number(said);
        } else if (token.group("membership") != null) {
            return List.of(said.startsWith("not") ? said.replaceFirst("not\\s+", "") : "not " + said);
        } else if (token.group("sign") != null) {
            return SIGNS.getOrDefault(said, List.of());
        }
        return Optional.ofNullable(WORDS.get(said))
                .or(() -> said.contains(".") ? words.constant(said, listed) : Optional.empty())
                .stream()
                .toList();
    }

    /** Each member of a list by itself is left out; a list of one has only itself to lose. */
    private static void members(String of, int start, String condition, MatchResult list, List<Edit> edits) {
        List<MatchResult> members = MEMBER.matcher(list.group(1)).results().toList();
        for (int i = 0; members.size() > 1 && i < members.size(); i++) {
            boolean last = i == members.size() - 1;
            int from = list.start(1)
                    + (last ? members.get(i - 1).end() : members.get(i).start());
            int to = list.start(1)
                    + (last ? members.get(i).end() : members.get(i + 1).start());
            edits.add(edit(of, start, condition, from, to, ""));
        }
    }

    private static Edit edit(String of, int start, String condition, int from, int to, String other) {
        String then = condition.substring(0, from) + other + condition.substring(to);
        return new Edit(
                start + from,
                start + to,
                other,
                of + ": " + RuleText.flat(condition) + " becomes " + RuleText.flat(then));
    }
}
