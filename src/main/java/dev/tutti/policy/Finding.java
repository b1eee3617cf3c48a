package dev.tutti.policy;

import java.util.Comparator;

/**
 * Something that must be mended before the rules can be used. It prints as {@code file:line:column: message}, the form
 * that editors jump to.
 *
 * @param file the file as the caller named it
 * @param line counted from 1
 * @param column counted from 1
 * @param message what is wrong and what to do about it
 */
public record Finding(String file, int line, int column, String message) implements Comparable<Finding> {

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::file)
            .thenComparingInt(Finding::line)
            .thenComparingInt(Finding::column)
            .thenComparing(Finding::message);

    /** A finding about a file or folder as a whole. */
    static Finding of(String file, String message) {
        return new Finding(file, 1, 1, message);
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
