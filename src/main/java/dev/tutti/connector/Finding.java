package dev.tutti.connector;

/**
 * Something to mend before connectors can be used.
 *
 * @param file as a person would open it; {@code configuration} when it is about an instance
 * @param line from 1, or 0 when the place is not in a text
 * @param column from 1, or 0
 * @param field a JSON pointer into the file, or the name of the instance
 */
public record Finding(String file, int line, int column, String field, String message) {

    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line + ":" + column : file;
        return place + ": " + (field.isEmpty() ? "" : field + ": ") + message;
    }
}
