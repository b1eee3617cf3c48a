package dev.tutti.policy.table;

import java.util.List;

/** Small authority matrices for tests, of which only the rows are written. */
final class Matrix {

    static final List<String> CAPABILITIES = List.of("edr.isolate-host", "firewall.block-ip");
    static final Frame FRAME =
            new Frame("rules.coordination.authority_matrix", "COO-010", "coordinate", "authority matrix");

    private static final String HEADER = "proposer,capability,deviceClass,criticality,dataClass,mode,approver,quorum\n";

    private Matrix() {}

    /** The text below the names of the columns. */
    static TableReading of(String... rows) {
        return read(HEADER + String.join("\n", rows));
    }

    static TableReading read(String text) {
        return Table.read(TableKind.AUTHORITY, CAPABILITIES, FRAME, text);
    }

    static Table sound(String... rows) {
        TableReading reading = of(rows);
        return reading.table().orElseThrow(() -> new AssertionError(reading.flaws()));
    }

    static List<String> flaws(String... rows) {
        return shown(of(rows));
    }

    static List<String> shown(TableReading reading) {
        return reading.flaws().stream()
                .map(flaw -> flaw.line() + ":" + flaw.column() + ": " + flaw.message())
                .toList();
    }
}
