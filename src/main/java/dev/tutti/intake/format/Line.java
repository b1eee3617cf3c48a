package dev.tutti.intake.format;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a body that is not blank. Lines are found in the bytes, where a line feed is never part of another character,
 * so that one line of broken UTF-8 stays one broken line.
 *
 * @param number from 1, blank lines counted
 * @param from its first byte that is not white space
 * @param to the byte after its last
 */
record Line(int number, int from, int to) {

    /** The first lines, at most so many. A byte order mark at the very beginning is passed over. */
    static List<Line> of(byte[] body, int max) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        int begin = startsWithMark(body) ? 3 : 0;
        while (begin < body.length && lines.size() < max) {
            number++;
            int end = begin;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            int from = begin;
            while (from < end && blank(body[from])) {
                from++;
            }
            if (from < end) {
                lines.add(new Line(number, from, end));
            }
            begin = end + 1;
        }
        return lines;
    }

    boolean startsWith(byte[] body, char first) {
        return body[from] == first;
    }

    int length() {
        return to - from;
    }

    private static boolean startsWithMark(byte[] body) {
        return body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
    }

    private static boolean blank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
