package dev.tutti.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one table, inserted by one statement with an array for each column, so that the statement is the same however many
 * rows there are. Every row names the same columns in the same order.
 */
final class Rows implements Script.Part {

    /** How the values of a column travel, and what they are turned into on arrival; see {@link Script}. */
    private enum Kind {
        TEXT("text", "%s"),
        UUID("uuid", "%s"),
        NUMBER("int8", "%s"),
        FLAG("bool", "%s"),
        TIME("int8", "timestamptz 'epoch' + %s * interval '1 microsecond'"),
        FROM_NOW("int8", "clock_timestamp() + %s * interval '1 millisecond'"),
        TEXTS("text", "%s::text[]"),
        NUMBERS("text", "%s::int8[]"),
        JSON("text", "%s::jsonb");

        private final String element;
        private final String form;

        Kind(String element, String form) {
            this.element = element;
            this.form = form;
        }
    }

    private record Column(Kind kind, List<@Nullable Object> values) {}

    private final String table;
    private final List<String> names;
    private final String rest;
    private final List<Column> columns = new ArrayList<>();
    private int column;
    private int rows;

    /**
     * @param names of the columns that rows give, with a comma between
     * @param rest what follows, such as {@code on conflict do nothing}
     */
    Rows(String table, String names, String rest) {
        this.table = table;
        this.names = List.of(names.split(",\\s*"));
        this.rest = rest;
    }

    Rows text(String value) {
        return add(Kind.TEXT, Batch.storable(value));
    }

    Rows uuid(@Nullable String value) {
        return add(Kind.UUID, value == null ? null : UUID.fromString(value));
    }

    Rows number(long value) {
        return add(Kind.NUMBER, value);
    }

    Rows flag(boolean value) {
        return add(Kind.FLAG, value);
    }

    /** Milliseconds since the epoch; {@link Long#MAX_VALUE} is kept as null, for never. */
    Rows time(long millis) {
        return add(Kind.TIME, millis == Long.MAX_VALUE ? null : Math.multiplyExact(millis, 1_000L));
    }

    Rows time(Instant instant) {
        return add(Kind.TIME, ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }

    /** So much later than it is by the database's clock. */
    Rows fromNow(Duration later) {
        return add(Kind.FROM_NOW, later.toMillis());
    }

    Rows texts(List<String> values) {
        return add(Kind.TEXTS, literal(values));
    }

    Rows numbers(List<Long> values) {
        return add(Kind.NUMBERS, values.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")));
    }

    /** Written as JSON. */
    Rows json(Object value) {
        return written(Batch.jsonText(value));
    }

    /** What {@link Batch#jsonText} gave. */
    Rows written(String json) {
        return add(Kind.JSON, json);
    }

    void row() {
        if (column != names.size()) {
            throw new IllegalStateException("a row of " + table + " has " + column + " columns");
        }
        column = 0;
        rows++;
    }

    @Override
    public boolean isEmpty() {
        return rows == 0;
    }

    @Override
    public int parameters() {
        return columns.size();
    }

    @Override
    public String sql() {
        List<Integer> places = IntStream.range(0, columns.size()).boxed().toList();
        return "insert into " + table + " (" + String.join(", ", names) + ") select "
                + each(places, place -> columns.get(place).kind().form.formatted("r.c" + place))
                + " from unnest("
                + each(places, place -> "?::" + columns.get(place).kind().element + "[]")
                + ") as r (" + each(places, place -> "c" + place) + ") " + rest;
    }

    @Override
    public void bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            Column bound = columns.get(i);
            statement.setArray(
                    first + i,
                    connection.createArrayOf(
                            bound.kind().element, bound.values().toArray()));
        }
    }

    private Rows add(Kind kind, @Nullable Object value) {
        if (rows == 0) {
            columns.add(new Column(kind, new ArrayList<>()));
        }
        columns.get(column++).values().add(value);
        return this;
    }

    private static String each(List<Integer> places, IntFunction<String> form) {
        return places.stream().map(form::apply).collect(Collectors.joining(", "));
    }

    /** PostgreSQL's own form of an array, section 8.15.2 of its manual: every element quoted, so that none means anything. */
    static String literal(List<String> values) {
        return values.stream()
                .map(value -> "\"" + Batch.storable(value).replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
