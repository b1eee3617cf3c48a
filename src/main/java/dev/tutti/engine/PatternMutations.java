package dev.tutti.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.BehaviorDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * What can be changed on a rule's left-hand side: a pattern is left out, with its {@code not} or {@code exists} or turned
 * from one to the other; a condition is left out or changed; a window is left out, or ends a step earlier or later.
 */
final class PatternMutations {

    /** What the parser says of a piece, as places in the text. */
    private record Span(int start, int end) {}

    private static final Pattern ONLY_BINDS = Pattern.compile("\\$\\w+\\s*:\\s*[\\w.]+");
    private static final Pattern BINDS_AND_COMPARES = Pattern.compile("(\\$\\w+\\s*:\\s*[\\w.]+)\\s*[^\\w.\\s][\\s\\S]*"
            + "|(\\$\\w+\\s*:\\s*[\\w.]+)\\s+(?:not|in|contains|memberOf|before|after|coincides)\\b[\\s\\S]*");
    private static final Pattern LENGTH = Pattern.compile("\\d+(?:ms|s|m|h|d)?");
    private static final Pattern FUNCTION = Pattern.compile("(?<![\\w$.])(min|max|sum|average)(?=\\s*\\()");
    private static final Map<String, String> FUNCTIONS =
            Map.of("min", "max", "max", "min", "sum", "max", "average", "max");

    private final OtherWords words;
    private final ConditionMutations conditions;
    private final RuleText text;
    private final RuleDescr rule;
    private final List<Edit> edits = new ArrayList<>();

    PatternMutations(OtherWords words, RuleText text, RuleDescr rule) {
        this.words = words;
        this.conditions = new ConditionMutations(words);
        this.text = text;
        this.rule = rule;
    }

    List<Edit> edits() {
        several(rule.getLhs().getDescrs(), true);
        return edits;
    }

    /** Pieces that stand beside each other; each may be left out where something is left. */
    private void several(List<? extends BaseDescr> pieces, boolean atTop) {
        List<Span> spans = pieces.stream().map(this::span).toList();
        for (int i = 0; i < pieces.size(); i++) {
            if (atTop || pieces.size() > 1) {
                leaveOut(spans, i, said(spans.get(i)));
            }
            if (!atTop && i > 0) {
                connective(spans.get(i - 1).end(), spans.get(i).start());
            }
            one(pieces.get(i), spans.get(i));
        }
    }

    private void one(BaseDescr piece, Span span) {
        if (piece instanceof PatternDescr pattern && pattern.getSource() instanceof AccumulateDescr accumulation) {
            accumulation(pattern, accumulation, span);
        } else if (piece instanceof PatternDescr pattern) {
            pattern(pattern);
        } else if (piece instanceof NotDescr) {
            flip(span, "not", "exists");
            within(piece);
        } else if (piece instanceof ExistsDescr) {
            flip(span, "exists", "not");
            within(piece);
        } else if (piece instanceof ConditionalElementDescr) {
            within(piece);
        }
    }

    private void within(BaseDescr element) {
        List<BaseDescr> inner = new ArrayList<>();
        ((ConditionalElementDescr) element).getDescrs().forEach(child -> inner.add((BaseDescr) child));
        if (element instanceof ForallDescr) {
            inner.forEach(child -> one(child, span(child)));
        } else {
            several(inner, false);
        }
    }

    private void accumulation(PatternDescr result, AccumulateDescr accumulation, Span span) {
        if (accumulation.getInput() instanceof PatternDescr input) {
            pattern(input);
        } else if (accumulation.getInput() instanceof ConditionalElementDescr) {
            within(accumulation.getInput());
        }
        Matcher function = FUNCTION.matcher(text.code()).region(span.start(), span.end());
        while (function.find()) {
            String other = FUNCTIONS.getOrDefault(function.group(), function.group());
            edits.add(new Edit(
                    function.start(),
                    function.end(),
                    other,
                    function.group() + " becomes " + other + " in " + said(span)));
        }
        conditions(result, "the result");
    }

    private void pattern(PatternDescr pattern) {
        conditions(pattern, pattern.getObjectType());
        for (BehaviorDescr window : pattern.getBehaviors()) {
            window(pattern, window);
        }
    }

    private void window(PatternDescr pattern, BehaviorDescr window) {
        int start = window.getStartCharacter();
        int end = text.afterBrackets(start);
        int over = text.code().lastIndexOf("over", start);
        String of = pattern.getObjectType();
        edits.add(new Edit(over, end, "", of + ": " + said(new Span(over, end)) + " is left out"));
        Matcher length = LENGTH.matcher(text.code()).region(start, end);
        while (length.find()) {
            for (String other : words.number(length.group())) {
                edits.add(new Edit(
                        length.start(),
                        length.end(),
                        other,
                        of + ": window of " + length.group() + " becomes " + other));
            }
        }
    }

    private void conditions(PatternDescr pattern, String of) {
        List<? extends BaseDescr> all = pattern.getDescrs();
        List<Span> spans = all.stream()
                .map(descr -> new Span(descr.getStartCharacter(), descr.getEndCharacter() + 1))
                .toList();
        for (int i = 0; i < all.size(); i++) {
            Span span = spans.get(i);
            String condition = text.text().substring(span.start(), span.end());
            Matcher binding = BINDS_AND_COMPARES.matcher(condition);
            if (ONLY_BINDS.matcher(condition).matches()) {
                continue;
            }
            if (binding.matches()) {
                int kept = binding.group(1) != null ? binding.end(1) : binding.end(2);
                edits.add(new Edit(span.start() + kept, span.end(), "", of + ": " + said(span) + " only binds"));
            } else {
                leaveOut(spans, i, of + ": " + said(span));
            }
            edits.addAll(conditions.of(of, span.start(), condition));
        }
    }

    /** With the sign or the word that ties it to its neighbour. */
    private void leaveOut(List<Span> spans, int i, String what) {
        boolean last = i == spans.size() - 1;
        int from = last && i > 0 ? spans.get(i - 1).end() : spans.get(i).start();
        int to = last ? spans.get(i).end() : spans.get(i + 1).start();
        int before = from;
        while (before > 0 && Character.isWhitespace(text.code().charAt(before - 1))) {
            before--;
        }
        if (spans.size() == 1 && text.code().charAt(before - 1) == ';') {
            from = before - 1;
        }
        edits.add(new Edit(spans.get(i).start(), from, to, "", what + " is left out"));
    }

    private void connective(int from, int to) {
        Matcher word = Pattern.compile("\\b(and|or)\\b").matcher(text.code()).region(from, to);
        if (word.find()) {
            String other = word.group().equals("and") ? "or" : "and";
            edits.add(new Edit(
                    word.start(),
                    word.end(),
                    other,
                    word.group() + " becomes " + other + " before "
                            + text.text().substring(to, text.afterBrackets(to))));
        }
    }

    private void flip(Span span, String from, String to) {
        edits.add(new Edit(span.start(), span.start() + from.length(), to, said(span) + " becomes " + to));
    }

    /** The parser's own ends may lie one sign further, and brackets around a group are not in its places. */
    private Span span(BaseDescr piece) {
        int start = piece.getStartCharacter();
        boolean pattern = piece instanceof PatternDescr;
        boolean worded = piece instanceof NotDescr || piece instanceof ExistsDescr || piece instanceof ForallDescr;
        if (!pattern && !worded && piece instanceof ConditionalElementDescr) {
            int bracket = text.code().lastIndexOf('(', start - 1);
            return new Span(bracket, text.afterBrackets(bracket));
        }
        int end = text.afterBrackets(start);
        if (piece instanceof PatternDescr windowed && !windowed.getBehaviors().isEmpty()) {
            end = text.afterBrackets(windowed.getBehaviors()
                    .get(windowed.getBehaviors().size() - 1)
                    .getStartCharacter());
        } else if (worded) {
            for (Object child : ((ConditionalElementDescr) piece).getDescrs()) {
                end = child instanceof PatternDescr inner
                        ? Math.max(end, span(inner).end())
                        : end;
            }
        }
        return new Span(start, end);
    }

    private String said(Span span) {
        return RuleText.flat(text.text().substring(span.start(), span.end()));
    }
}
