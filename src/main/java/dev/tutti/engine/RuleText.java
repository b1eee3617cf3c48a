package dev.tutti.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of a policy's rules, in which brackets, words and places can be found without stumbling over what stands in quotes
 * or in a comment.
 */
final class RuleText {

    private static final Pattern QUOTED_OR_COMMENT = Pattern.compile("\"[^\"\n]*\"|//[^\n]*|/\\*[\\s\\S]*?\\*/");
    private static final Pattern TOKEN =
            Pattern.compile("\"[^\"\n]*\"|//[^\n]*|/\\*[\\s\\S]*?\\*/|[\\w$.]+|[^\\s\\w$.]");

    private final String text;
    /** The same length, with comments and the insides of quotes blanked. */
    private final String code;

    RuleText(String text) {
        this.text = text;
        this.code = QUOTED_OR_COMMENT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(blank(found.group())));
    }

    String text() {
        return text;
    }

    String code() {
        return code;
    }

    /** The place after the bracket that closes the first one from here on. */
    int afterBrackets(int from) {
        int depth = 0;
        for (int i = code.indexOf('(', from); i >= 0 && i < code.length(); i++) {
            depth += code.charAt(i) == '(' ? 1 : code.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("no pair of brackets stands here, though the rule could be read");
    }

    /** Where this word stands as a word, from here on. */
    int word(String word, int from) {
        Matcher matcher = Pattern.compile("(?<![\\w$])" + word + "(?![\\w$])").matcher(code);
        if (matcher.find(from)) {
            return matcher.start();
        }
        throw new IllegalArgumentException("'" + word + "' does not stand here, though the rule could be read");
    }

    int line(int offset) {
        return 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    int column(int offset) {
        return offset - text.lastIndexOf('\n', offset - 1);
    }

    /** The same said in one way only: without comments, with one blank between two tokens. */
    static String normal(String text) {
        return TOKEN.matcher(text)
                .results()
                .map(found -> found.group())
                .filter(token -> !token.startsWith("//") && !token.startsWith("/*"))
                .collect(Collectors.joining(" "));
    }

    /** A piece of the text on one line, as a person quotes it. */
    static String flat(String piece) {
        return QUOTED_OR_COMMENT
                .matcher(piece)
                .replaceAll(found -> found.group().startsWith("\"") ? Matcher.quoteReplacement(found.group()) : " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String blank(String piece) {
        return piece.startsWith("\"") ? "\"" + " ".repeat(piece.length() - 2) + "\"" : piece.replaceAll("[^\n]", " ");
    }
}
