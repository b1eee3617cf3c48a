package dev.tutti.policy.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads a text as a table of one layout. */
final class TableReader {

    /** A column for people, which decides nothing and is never written into a rule. */
    static final String NOTE = "note";

    private final Layout layout;
    private final Frame frame;

    TableReader(Layout layout, Frame frame) {
        this.layout = layout;
        this.frame = frame;
    }

    TableReading read(String text) {
        List<Flaw> flaws = new ArrayList<>();
        Optional<Grid> grid = Grid.read(text, flaws);
        if (grid.isEmpty() || !named(grid.get(), flaws)) {
            return new TableReading(Optional.empty(), List.copyOf(flaws));
        }
        List<Row> rows = new ArrayList<>();
        for (List<Cell> cells : grid.get().rows()) {
            complete(cells, grid.get().header(), flaws)
                    .flatMap(complete -> row(complete, flaws))
                    .ifPresent(rows::add);
        }
        if (flaws.isEmpty() && rows.isEmpty()) {
            flaws.add(new Flaw(1, 1, "a table has at least one row under the names of its columns"));
        }
        // A row that could not be read would show as a gap, which is not what is wrong.
        if (flaws.isEmpty() && layout.unique()) {
            flaws.addAll(Coverage.check(Space.of(layout.conditions(), rows), rows));
        }
        return new TableReading(
                flaws.isEmpty() ? Optional.of(new Table(layout, frame, rows)) : Optional.empty(), List.copyOf(flaws));
    }

    private List<String> columns() {
        return Stream.concat(layout.conditions().stream().map(Column::name), layout.consequences().stream())
                .toList();
    }

    private boolean named(Grid grid, List<Flaw> flaws) {
        Set<String> missing = new TreeSet<>(columns());
        Set<String> seen = new HashSet<>();
        boolean sound = true;
        for (Cell cell : grid.header()) {
            boolean known = missing.remove(cell.text()) || cell.text().equals(NOTE);
            if (!seen.add(cell.text())) {
                flaws.add(new Flaw(1, cell.offset(), cell.reference() + ": there is a second column of this name"));
                sound = false;
            } else if (!known) {
                flaws.add(new Flaw(
                        1,
                        cell.offset(),
                        "%s: '%s' is not a column of this kind of table, which has %s, and %s if you like"
                                .formatted(
                                        cell.reference(),
                                        Cell.shortened(cell.text()),
                                        String.join(", ", columns()),
                                        NOTE)));
                sound = false;
            }
        }
        if (!missing.isEmpty()) {
            flaws.add(new Flaw(1, 1, "the first line lacks the column " + String.join(", ", missing)));
        }
        return sound && missing.isEmpty();
    }

    /** The cells of a row by column, if it has as many as there are names. */
    private static Optional<Map<String, Cell>> complete(List<Cell> cells, List<Cell> header, List<Flaw> flaws) {
        Map<String, Cell> complete = new LinkedHashMap<>();
        if (cells.isEmpty()) {
            return Optional.empty(); // it was no CSV, and that has been said
        }
        for (Cell cell : cells) {
            if (cell.index() < header.size()) {
                complete.put(cell.column(), cell);
            } else if (!cell.blank()) {
                flaws.add(cell.flaw("stands right of the last column that has a name"));
                return Optional.empty();
            }
        }
        if (cells.size() < header.size()) {
            Cell last = cells.get(cells.size() - 1);
            flaws.add(last.flaw("after this cell the row ends; it has %d cells of %d, is a comma missing?"
                    .formatted(cells.size(), header.size())));
            return Optional.empty();
        }
        return Optional.of(complete);
    }

    /** The row, with everything in it read; empty when something in it is flawed. */
    Optional<Row> row(Map<String, Cell> cells, List<Flaw> flaws) {
        int before = flaws.size();
        List<Choice> conditions = new ArrayList<>();
        for (Column column : layout.conditions()) {
            column.read(Layout.cell(cells, column.name()), flaws).ifPresent(conditions::add);
        }
        Optional<? extends Outcome> outcome = layout.outcome(cells, flaws);
        if (flaws.size() > before || outcome.isEmpty()) {
            return Optional.empty();
        }
        int line = cells.values().iterator().next().line();
        return Optional.of(new Row(line, cells, conditions, outcome.get()));
    }
}
