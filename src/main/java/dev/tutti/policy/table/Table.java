package dev.tutti.policy.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A decision table without a flaw, and the rules that it stands for: at least one for each row, named after it. */
public final class Table {

    private final Layout layout;
    private final Frame frame;
    private final List<Row> rows;

    Table(Layout layout, Frame frame, List<Row> rows) {
        this.layout = layout;
        this.frame = frame;
        this.rows = List.copyOf(rows);
    }

    /**
     * Reads a table and checks everything about it.
     *
     * @param capabilities what the policy proposes or judges; the table may name no other
     * @param text CSV
     */
    public static TableReading read(TableKind kind, List<String> capabilities, Frame frame, String text) {
        List<String> names = capabilities.stream().filter(Value.Name::fits).toList();
        if (names.isEmpty()) {
            Flaw flaw =
                    new Flaw(1, 1, "policy.yaml lists no capability, so there is nothing that this table could judge");
            return new TableReading(Optional.empty(), List.of(flaw));
        }
        return new TableReader(kind.layout(names), frame).read(text);
    }

    /** The text of its rules. */
    public String drl() {
        String imports = layout.imports().stream()
                .map(name -> "import dev.tutti.fact." + name + ";\n")
                .collect(Collectors.joining());
        String rules = rows.stream()
                .flatMap(row -> layout.rules(row, frame.title()).stream())
                .map(rule -> rule.drl(frame))
                .collect(Collectors.joining());
        return "// Made of table.csv, a rule or more for each row. Change that file, not this text.\npackage "
                + frame.packageName() + ";\n" + imports + rules;
    }

    /** The cells that decide something, row by row; notes are not among them. */
    public List<Cell> cells() {
        return rows.stream()
                .flatMap(row -> Stream.concat(
                                layout.conditions().stream().map(Column::name), layout.consequences().stream())
                        .map(row::cell))
                .toList();
    }

    /** The conditions of the row that this cell stands in, as they are written: what tells the row from all others. */
    public String situation(Cell cell) {
        Row row = row(cell);
        return layout.conditions().stream()
                .map(column -> row.cell(column.name()).text())
                .collect(Collectors.joining(", "));
    }

    /** Other texts that this cell could hold, each of which makes the table say something else. */
    public List<String> alternatives(Cell cell) {
        Row row = row(cell);
        List<RuleText> rules = layout.rules(row, frame.title());
        return texts(cell, row).stream()
                .filter(text ->
                        !layout.rules(changed(cell, text), frame.title()).equals(rules))
                .toList();
    }

    private List<String> texts(Cell cell, Row row) {
        for (int i = 0; i < layout.conditions().size(); i++) {
            Column column = layout.conditions().get(i);
            if (column.name().equals(cell.column())) {
                Choice choice = row.conditions().get(i);
                return column.alternatives(
                        choice, Space.of(layout.conditions(), rows).domain(column));
            }
        }
        return layout.alternatives(cell, row);
    }

    /**
     * The same table with another text in this cell, and with what that makes necessary in its row: whoever is to be asked
     * must be named. It may have gaps and contradictions; it is for finding out whether a case would notice.
     *
     * @throws IllegalArgumentException when the cell cannot hold this text
     */
    public Table with(Cell cell, String text) {
        Row changed = changed(cell, text);
        return new Table(
                layout,
                frame,
                rows.stream()
                        .map(known -> known.line() == changed.line() ? changed : known)
                        .toList());
    }

    /**
     * Gaps, overlaps, contradictions and shadowed rows; none in a table that was read, some in most of those with a changed
     * condition, which lint would refuse therefore.
     */
    public List<Flaw> flaws() {
        return layout.unique() ? Coverage.check(Space.of(layout.conditions(), rows), rows) : List.of();
    }

    private Row changed(Cell cell, String text) {
        Row row = row(cell);
        Cell changed = cell.saying(text);
        Map<String, Cell> cells = new LinkedHashMap<>(row.cells());
        cells.put(cell.column(), changed);
        layout.adjusted(changed, row)
                .forEach((column, other) -> cells.put(column, row.cell(column).saying(other)));
        List<Flaw> flaws = new ArrayList<>();
        return new TableReader(layout, frame)
                .row(cells, flaws)
                .orElseThrow(() -> new IllegalArgumentException(flaws.get(0).message()));
    }

    private Row row(Cell cell) {
        return rows.stream()
                .filter(row -> row.line() == cell.line())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(cell.reference() + " is not of this table"));
    }
}
