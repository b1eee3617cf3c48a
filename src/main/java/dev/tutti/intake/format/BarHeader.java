package dev.tutti.intake.format;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a header between bars, {@code \|} and {@code \\} standing for a bar and a backslash within a part.
 *
 * @param parts as many as were asked for, or fewer when the text ends before; each without white space around it
 * @param closed whether a bar stands after the last of them
 * @param rest what follows that bar
 */
record BarHeader(List<String> parts, boolean closed, String rest) {

    static BarHeader of(String text, int count) {
        List<String> parts = new ArrayList<>();
        var part = new StringBuilder();
        int at = 0;
        while (at < text.length() && parts.size() < count) {
            char c = text.charAt(at);
            char next = c == '\\' && at + 1 < text.length() ? text.charAt(at + 1) : '\0';
            if (next == '|' || next == '\\') {
                part.append(next);
                at++;
            } else if (c == '|') {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(c);
            }
            at++;
        }
        if (parts.size() == count) {
            return new BarHeader(parts, true, text.substring(at));
        }
        parts.add(part.toString().strip());
        return new BarHeader(parts, false, "");
    }
}
