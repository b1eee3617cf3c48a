package dev.tutti.engine;

import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.table.Cell;
import dev.tutti.policy.table.Flaw;
import dev.tutti.policy.table.Table;
import java.util.ArrayList;
import java.util.List;

/** Mutants of tables, one cell at a time: what its author might have written into it by mistake. */
final class TableMutants implements MutantSource {

    private static final String FILE = "/table.csv";

    private final RuleSet ruleSet;

    TableMutants(RuleSet ruleSet) {
        this.ruleSet = ruleSet;
    }

    @Override
    public List<Mutant> of(Policy policy) {
        List<Mutant> mutants = new ArrayList<>();
        ruleSet.table(policy.id()).ifPresent(table -> {
            for (Cell cell : table.cells()) {
                table.alternatives(cell).forEach(text -> mutants.add(mutant(policy, table, cell, text)));
            }
        });
        return mutants;
    }

    private static Mutant mutant(Policy policy, Table table, Cell cell, String text) {
        Table changed = table.with(cell, text);
        return new Mutant(
                policy.id(),
                table.situation(cell),
                policy.folder() + FILE,
                cell.line(),
                cell.offset(),
                "%s: %s becomes %s".formatted(cell.column(), cell.text(), text),
                changed.drl(),
                changed.flaws().stream().findFirst().map(Flaw::message).orElse(""));
    }
}
