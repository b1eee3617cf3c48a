package dev.tutti.journal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Into which columns of a table rows go. One statement with an array for each column inserts them, so it is the same however
 * many rows there are, and is made once.
 */
final class Table {

    /** How the values of a column travel, and what they are turned into on arrival. */
    enum Kind {
        TEXT("text", "%s"),
        UUID("uuid", "%s"),
        NUMBER("int8", "%s"),
        FLAG("bool", "%s"),
        /** In microseconds since the epoch. */
        TIME("int8", "timestamptz 'epoch' + %s * interval '1 microsecond'"),
        /** In milliseconds from now. */
        LATER("int8", "clock_timestamp() + %s * interval '1 millisecond'"),
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

    private final String name;
    private final List<Kind> kinds;
    private final String sql;

    /**
     * Columns of a table.
     *
     * @param columns each with its kind behind, and a comma between, such as {@code id uuid, at time}
     * @param rest what follows, such as {@code on conflict do nothing}
     */
    Table(String name, String columns, String rest) {
        List<String[]> parts = Arrays.stream(columns.split(","))
                .map(column -> column.strip().split(" "))
                .toList();
        this.name = name;
        this.kinds = parts.stream()
                .map(part -> Kind.valueOf(part[1].toUpperCase(Locale.ROOT)))
                .toList();
        this.sql = "insert into " + name + " (" + each(place -> parts.get(place)[0]) + ") select "
                + each(place -> kinds.get(place).form.formatted("r.c" + place))
                + " from unnest("
                + each(place -> "?::" + kinds.get(place).element + "[]")
                + ") as r (" + each(place -> "c" + place) + ") " + rest;
    }

    Table(String name, String columns) {
        this(name, columns, "");
    }

    String name() {
        return name;
    }

    List<Kind> kinds() {
        return kinds;
    }

    /** With a parameter for each column: an array as PostgreSQL writes it. */
    String sql() {
        return sql;
    }

    private String each(IntFunction<String> form) {
        return IntStream.range(0, kinds.size()).mapToObj(form).collect(Collectors.joining(", "));
    }
}
