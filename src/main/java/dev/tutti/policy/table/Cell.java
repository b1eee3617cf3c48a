package dev.tutti.policy.table;

/**
 * One cell of a table, with the place at which a person finds it.
 *
 * @param column the name that the table's first line gives the column
 * @param index of the column, from 0
 * @param line counted from 1; the first one names the columns
 * @param offset the character of its line at which the cell begins, counted from 1
 * @param text without blanks around it
 */
public record Cell(String column, int index, int line, int offset, String text) {

    private static final int SHOWN = 40;

    /** How a spreadsheet calls it, such as {@code B7}. */
    public String reference() {
        return (char) ('A' + index) + String.valueOf(line);
    }

    boolean blank() {
        return text.isEmpty();
    }

    Cell saying(String other) {
        return new Cell(column, index, line, offset, other);
    }

    Flaw flaw(String message) {
        String name = column.isEmpty() ? "" : " " + shortened(column);
        return new Flaw(line, offset, reference() + name + ": " + message);
    }

    /** What somebody wrote, made fit for a message: short, and on one line. */
    static String shortened(String text) {
        String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "...";
    }
}
