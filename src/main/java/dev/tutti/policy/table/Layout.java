package dev.tutti.policy.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the columns of one kind of table mean, and what its rows become. */
interface Layout {

    List<Column> conditions();

    /** The names of the columns that say what follows. */
    List<String> consequences();

    /** Whether exactly one row has to answer each situation. */
    boolean unique();

    /** What the row says shall follow; empty when that was found to be flawed. */
    Optional<? extends Outcome> outcome(Map<String, Cell> cells, List<Flaw> flaws);

    /** At least one; no two of a row fire on one request by one proposer. */
    List<RuleText> rules(Row row, String title);

    /** The facts and constants that its rules may name. */
    List<String> imports();

    /** Other texts that this cell of a consequence could hold in its row. */
    List<String> alternatives(Cell cell, Row row);

    /** What other cells of the row say once this one has changed to what it says now. */
    Map<String, String> adjusted(Cell changed, Row row);

    static Cell cell(Map<String, Cell> cells, String column) {
        Cell cell = cells.get(column);
        if (cell == null) {
            throw new IllegalArgumentException("there is no column " + column);
        }
        return cell;
    }
}
