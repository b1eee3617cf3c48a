package dev.tutti.policy.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One row, with everything in it known to be of its column's type.
 *
 * @param line counted from 1, as a spreadsheet does
 * @param cells by the names of their columns, as they stand in the file
 * @param conditions in the order of the layout's
 */
record Row(int line, Map<String, Cell> cells, List<Choice> conditions, Outcome outcome) {

    Row {
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
        conditions = List.copyOf(conditions);
    }

    Cell first() {
        return cells.values().iterator().next();
    }

    Cell cell(String column) {
        return Layout.cell(cells, column);
    }
}
