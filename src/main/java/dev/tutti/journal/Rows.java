package dev.tutti.journal;

import dev.tutti.journal.Table.Kind;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one {@link Table}, each with a value for every column in their order. They are written down at once as the arrays
 * that travel, in PostgreSQL's own form (section 8.15.2 of its manual): every text in quotes, so that none means anything.
 */
final class Rows implements Script.Part {

    private final Table table;
    private final StringBuilder[] columns;
    private int column;
    private int rows;

    Rows(Table table) {
        this.table = table;
        this.columns = new StringBuilder[table.kinds().size()];
    }

    Rows text(String value) {
        quote(next(Kind.TEXT), value);
        return this;
    }

    Rows uuid(@Nullable String value) {
        StringBuilder to = next(Kind.UUID);
        if (value == null) {
            to.append("NULL");
        } else {
            to.append(UUID.fromString(value));
        }
        return this;
    }

    Rows number(long value) {
        next(Kind.NUMBER).append(value);
        return this;
    }

    Rows flag(boolean value) {
        next(Kind.FLAG).append(value);
        return this;
    }

    /** Milliseconds since the epoch; {@link Long#MAX_VALUE} is kept as null, for never. */
    Rows time(long millis) {
        StringBuilder to = next(Kind.TIME);
        if (millis == Long.MAX_VALUE) {
            to.append("NULL");
        } else {
            to.append(Math.multiplyExact(millis, 1_000L));
        }
        return this;
    }

    Rows time(Instant instant) {
        next(Kind.TIME).append(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
        return this;
    }

    /** So much later than it is by the database's clock. */
    Rows later(Duration wait) {
        next(Kind.LATER).append(wait.toMillis());
        return this;
    }

    Rows texts(List<String> values) {
        StringBuilder array = new StringBuilder();
        for (String value : values) {
            quote(array.append(array.isEmpty() ? '{' : ','), value);
        }
        quote(next(Kind.TEXTS), closed(array));
        return this;
    }

    Rows numbers(List<Long> values) {
        StringBuilder array = new StringBuilder();
        for (long value : values) {
            array.append(array.isEmpty() ? '{' : ',').append(value);
        }
        quote(next(Kind.NUMBERS), closed(array));
        return this;
    }

    /** Written as JSON. */
    Rows json(Object value) {
        return written(Batch.jsonText(value));
    }

    /** What {@link Batch#jsonText} gave. */
    Rows written(String json) {
        quote(next(Kind.JSON), json);
        return this;
    }

    void row() {
        if (column != columns.length) {
            throw new IllegalStateException("a row of " + table.name() + " has " + column + " columns");
        }
        column = 0;
        rows++;
    }

    @Override
    public boolean isEmpty() {
        return rows == 0;
    }

    @Override
    public String sql() {
        return table.sql();
    }

    @Override
    public int parameters() {
        return columns.length;
    }

    @Override
    public void bind(PreparedStatement statement, int first) throws SQLException {
        for (int i = 0; i < columns.length; i++) {
            statement.setString(first + i, closed(columns[i]));
        }
    }

    private StringBuilder next(Kind kind) {
        if (column == columns.length || table.kinds().get(column) != kind) {
            throw new IllegalStateException(
                    kind + " is not what column " + (column + 1) + " of " + table.name() + " is");
        }
        StringBuilder to = columns[column];
        if (to == null) {
            to = new StringBuilder("{");
            columns[column] = to;
        } else {
            to.append(',');
        }
        column++;
        return to;
    }

    private static String closed(StringBuilder array) {
        return array.isEmpty() ? "{}" : array.append('}').toString();
    }

    private static void quote(StringBuilder to, String value) {
        to.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\');
            }
            to.append(c == 0 ? Batch.UNSTORABLE : c);
        }
        to.append('"');
    }
}
