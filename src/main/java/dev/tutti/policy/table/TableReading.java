package dev.tutti.policy.table;

import java.util.List;
import java.util.Optional;

/**
 * What reading a table gave: a table, or what has to be mended first.
 *
 * @param flaws empty when, and only when, there is a table
 */
public record TableReading(Optional<Table> table, List<Flaw> flaws) {}
