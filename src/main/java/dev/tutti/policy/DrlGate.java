package dev.tutti.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first wall around a rule: what its text may look like, decided before any rule compiler sees it.
 *
 * <p>It does not understand conditions or consequences; it holds the frame (package, imports, rule headers) to one fixed
 * form and refuses every word and character that could change what the rest means. What it lets pass is read the same way
 * by a person, by the rule parser and by the Java compiler behind it: no escapes, no second kind of string, no comment
 * that does not end.
 */
final class DrlGate {

    static final int MAX_LINES = 60;
    static final int MAX_RULES = 5;
    static final int MAX_NESTING = 30;

    private static final Pattern TEXT_OR_COMMENT = Pattern.compile("//[^\n]*|/\\*[\\s\\S]*?\\*/|\"[^\"\n]*\"");
    private static final Pattern FORBIDDEN_WORD =
            word("salience|no-loop|lock-on-active|global|function|eval|from|timer|"
                    + "duration|calendars|dialect|auto-focus|agenda-group|activation-group|declare|query|import\\s+static|enabled|"
                    + "date-effective|date-expires|unit|extends|template|window|entry-point");
    private static final Pattern FORBIDDEN_CHARACTER = Pattern.compile("[^\\x20-\\x7e\\n\\t]|[\\\\`#'?]");
    /** Alerts have a field of this name, too; no header goes on with what follows a field. */
    private static final Pattern RULE = word("rule(?!\\s*(?:[=!]=|[,)]))");

    private static final Pattern WHEN = word("when");
    private static final Pattern THEN = word("then");
    private static final Pattern END = word("end");
    private static final Pattern PACKAGE = Pattern.compile("package\\s+([\\w.]+)");
    private static final Pattern IMPORT = Pattern.compile("import\\s+dev\\.tutti\\.fact\\.([A-Z]\\w*)");
    private static final Pattern NAME = Pattern.compile("rule\\s+\"([^\"]*)\"\\s");
    private static final Pattern SENTENCE = Pattern.compile("(?=.* )[A-Z][A-Za-z0-9 ,'_.:-]{1,119}");
    private static final Pattern ANNOTATION = Pattern.compile("@(\\w+)\\(\\s*([^)]*?)\\s*\\)");
    private static final Pattern GROUP = Pattern.compile("ruleflow-group\\s+\"([^\"]*)\"");
    private static final Pattern ANYTHING = Pattern.compile("\\S");

    private final SourceFile file;
    private final Phase phase;
    private final List<Finding> findings = new ArrayList<>();
    /** The text with comments blanked. */
    private final String said;
    /** The text with comments and what stands in double quotes blanked. */
    private final String code;

    private DrlGate(SourceFile file, Phase phase) {
        this.file = file;
        this.phase = phase;
        this.said = blank(file.text(), false);
        this.code = blank(file.text(), true);
    }

    /**
     * Everything about this text that has to be mended.
     *
     * @param folder the policy's folder from {@code rules/} on
     */
    static List<Finding> check(SourceFile file, String folder, String id, Phase phase) {
        DrlGate gate = new DrlGate(file, phase);
        gate.characters();
        gate.words();
        gate.frame(folder.replace('/', '.'));
        gate.rules(id);
        return gate.findings;
    }

    private void characters() {
        if (file.lines() > MAX_LINES) {
            findings.add(new Finding(
                    file.shown(),
                    MAX_LINES + 1,
                    1,
                    "a policy has at most " + MAX_LINES + " lines; make two policies of it"));
        }
        int backslash = file.text().indexOf('\\');
        if (backslash >= 0) {
            note(backslash, "no backslash, not even in a text or a comment: it makes code of what looks like text");
        }
        Matcher character = FORBIDDEN_CHARACTER.matcher(code);
        while (character.find()) {
            if (code.charAt(character.start()) != '\\') {
                note(character.start(), "'" + character.group() + "' has no place in a rule");
            }
        }
        int quote = code.replaceAll("\"( *)\"", " $1 ").indexOf('"');
        if (quote >= 0) {
            note(quote, "this text does not end on its line");
        }
        int comment = code.indexOf("/*");
        if (comment >= 0) {
            note(comment, "this comment does not end");
        }
        int depth = 0;
        for (int i = 0; i < code.length(); i++) {
            depth += code.charAt(i) == '(' ? 1 : code.charAt(i) == ')' ? -1 : 0;
            if (depth > MAX_NESTING) {
                note(i, "brackets are nested deeper than " + MAX_NESTING);
                break;
            }
        }
    }

    private void words() {
        Matcher word = FORBIDDEN_WORD.matcher(code);
        while (word.find()) {
            boolean windowed = word.group().equals("window") && code.startsWith("window:", word.start());
            if (!windowed) {
                note(word.start(), "'" + word.group().replaceAll("\\s+", " ") + "' is not allowed in a policy");
            }
        }
    }

    /** Before the first rule stand the package, then imports of facts, and nothing else. */
    private void frame(String expected) {
        Matcher rule = RULE.matcher(code);
        String head = code.substring(0, rule.find() ? rule.start() : code.length());
        boolean first = true;
        int start = 0;
        while (start < head.length()) {
            int end = head.indexOf(';', start);
            String statement = head.substring(start, end < 0 ? head.length() : end);
            Matcher begin = ANYTHING.matcher(statement);
            if (begin.find()) {
                statement(start + begin.start(), statement.strip(), first, end < 0, expected);
                first = false;
            }
            start = end < 0 ? head.length() : end + 1;
        }
        if (first) {
            note(0, "begin with: package " + expected + ";");
        }
    }

    private void statement(int offset, String statement, boolean first, boolean open, String expected) {
        Matcher imported = IMPORT.matcher(statement);
        if (first) {
            Matcher named = PACKAGE.matcher(statement);
            if (!named.matches() || !named.group(1).equals(expected)) {
                note(offset, "begin with: package " + expected + ";");
            }
        } else if (!imported.matches()) {
            note(offset, "before the first rule stand only imports of single facts: import dev.tutti.fact.Alert;");
        } else if (!isFact(imported.group(1))) {
            note(offset, "there is no fact " + imported.group(1));
        }
        if (open) {
            note(offset, "end this line with a semicolon");
        }
    }

    private void rules(String id) {
        Matcher rule = RULE.matcher(code);
        int count = 0;
        int next = 0;
        while (rule.find(next)) {
            count++;
            if (count > 1) {
                nothingBetween(next, rule.start());
            }
            next = rule(rule.start(), id);
        }
        if (count > 0) {
            nothingBetween(next, code.length());
        }
        if (count < 1 || count > MAX_RULES) {
            note(0, "a policy has 1 to " + MAX_RULES + " rules; this one has " + count);
        }
    }

    /** Checks the rule that begins here, and returns where it ends. */
    private int rule(int start, String id) {
        int when = find(WHEN, start);
        int then = find(THEN, when);
        int end = find(END, then);
        int following = find(RULE, start + 1);
        if (end >= code.length() || end > following) {
            note(
                    start,
                    "a rule reads: rule \"Sentence\" @policyId(" + id + ") ruleflow-group \"" + phase.group()
                            + "\" when ... then ... end");
            return Math.min(following, code.length());
        }
        header(start, said.substring(start, when), id);
        int at = code.substring(when, end).indexOf('@');
        if (at >= 0) {
            note(when + at, "annotations stand before 'when'");
        }
        return end + "end".length();
    }

    private void header(int start, String header, String id) {
        Matcher name = NAME.matcher(header);
        if (!name.lookingAt()) {
            note(start, "a rule's name stands in double quotes after 'rule'");
            return;
        }
        if (!SENTENCE.matcher(name.group(1)).matches()) {
            note(
                    start + name.start(1),
                    "a rule's name is a sentence of letters, digits and , ' _ . : - that begins with a capital");
        }
        String rest = header.substring(name.end(1) + 1);
        List<String> ids = new ArrayList<>();
        Matcher annotation = ANNOTATION.matcher(rest);
        while (annotation.find()) {
            if (annotation.group(1).equals("policyId")) {
                ids.add(annotation.group(2));
            } else {
                note(start + name.end(1) + 1 + annotation.start(), "@" + annotation.group(1) + " is not allowed");
            }
        }
        if (!ids.equals(List.of(id))) {
            note(start, "each rule carries @policyId(" + id + ") once, without quotes");
        }
        Matcher group = GROUP.matcher(rest);
        if (!group.find() || !group.group(1).equals(phase.group())) {
            note(start, "rules in " + phase.folder() + "/ say ruleflow-group \"" + phase.group() + "\"");
        }
        String left = GROUP.matcher(ANNOTATION.matcher(rest).replaceAll(" ")).replaceFirst(" ");
        if (!left.isBlank()) {
            note(
                    start,
                    "between a rule's name and 'when' stand only @policyId and ruleflow-group, not: " + left.strip());
        }
    }

    private void nothingBetween(int from, int to) {
        Matcher something = ANYTHING.matcher(code).region(from, to);
        if (something.find()) {
            note(something.start(), "outside of a rule nothing may stand here; is an 'end' or a 'rule' missing?");
        }
    }

    private int find(Pattern word, int from) {
        Matcher matcher = word.matcher(code);
        return from < code.length() && matcher.find(from) ? matcher.start() : code.length();
    }

    private void note(int offset, String message) {
        findings.add(file.at(offset, message));
    }

    private static boolean isFact(String name) {
        return DrlGate.class.getResource("/dev/tutti/fact/" + name + ".class") != null;
    }

    private static Pattern word(String words) {
        return Pattern.compile("(?<![\\w$])(?:" + words + ")(?![\\w$])");
    }

    /** Blanks comments, and texts but for their quotes if asked; every offset stays what it was. */
    private static String blank(String text, boolean textsToo) {
        return TEXT_OR_COMMENT.matcher(text).replaceAll(found -> {
            String piece = found.group();
            if (piece.startsWith("\"")) {
                return Matcher.quoteReplacement(textsToo ? "\"" + " ".repeat(piece.length() - 2) + "\"" : piece);
            }
            return piece.replaceAll("[^\n]", " ");
        });
    }
}
