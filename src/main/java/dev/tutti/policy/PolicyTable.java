package dev.tutti.policy;

import dev.tutti.policy.table.Cell;
import dev.tutti.policy.table.Table;

/** A policy that is written as a table, and what it would be with another cell in it. */
public record PolicyTable(Policy policy, Table table) {

    /**
     * The policy as its table would make it with this text in this cell. Whether that table would still pass lint is not
     * asked here; {@link Table#flaws} tells.
     *
     * @param cell one of {@link Table#cells}
     * @param text such as one of {@link Table#alternatives}
     * @throws IllegalArgumentException when the cell cannot hold this text
     */
    public Policy with(Cell cell, String text) {
        return policy.saying(table.with(cell, text).drl());
    }
}
