package dev.tutti.policy.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All situations of a table: the product of the values that its conditions can have. */
record Space(List<Column> columns, List<List<Value>> domains) {

    static Space of(List<Column> columns, List<Row> rows) {
        return new Space(
                columns,
                IntStream.range(0, columns.size())
                        .mapToObj(i -> columns.get(i)
                                .domain(rows.stream()
                                        .map(row -> row.conditions().get(i))
                                        .toList()))
                        .toList());
    }

    long size() {
        return domains.stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
    }

    List<Value> domain(Column column) {
        return domains.get(columns.indexOf(column));
    }

    Box all() {
        return box(columns.stream().map(column -> Choice.ANY).toList());
    }

    Box box(List<Choice> choices) {
        List<BitSet> sides = new ArrayList<>();
        for (int i = 0; i < domains.size(); i++) {
            BitSet side = new BitSet();
            for (int value = 0; value < domains.get(i).size(); value++) {
                side.set(value, choices.get(i).matches(domains.get(i).get(value)));
            }
            sides.add(side);
        }
        return new Box(sides);
    }

    /** For a person, and such that it can be written into a row. */
    String words(Box box) {
        return IntStream.range(0, domains.size())
                .mapToObj(i -> columns.get(i).name() + " "
                        + words(domains.get(i), box.sides().get(i)))
                .collect(Collectors.joining(", "));
    }

    private static String words(List<Value> domain, BitSet side) {
        return side.cardinality() == domain.size()
                ? Column.ANY
                : side.stream().mapToObj(value -> domain.get(value).word()).collect(Collectors.joining("|"));
    }
}
