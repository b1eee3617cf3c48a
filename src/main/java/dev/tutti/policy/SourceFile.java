package dev.tutti.policy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A text as somebody wrote it, and where in it something stands.
 *
 * @param shown the path for a person, as the caller named the folder
 * @param path from {@code rules/} on
 * @param text with line feeds only
 */
record SourceFile(String shown, String path, String text) {

    SourceFile {
        text = text.replace("\r\n", "\n");
    }

    Finding at(int offset, String message) {
        int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
        int line = 1
                + (int) text.substring(0, lineStart)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new Finding(shown, line, offset - lineStart + 1, message);
    }

    int lines() {
        return (int) text.lines().count();
    }

    /**
     * What a reviewer cannot see, and therefore cannot have reviewed. The first of a kind is enough, lest a binary file
     * fills the screen.
     */
    List<Finding> invisible() {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (hidden(c)) {
                findings.add(at(i, "remove the invisible character U+%04X".formatted(c)));
                break;
            }
        }
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            findings.add(at(0, "save the file in Unicode normal form NFC, so that what looks alike is alike"));
        }
        return findings;
    }

    private static boolean hidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\n' && c != '\t';
            case Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
