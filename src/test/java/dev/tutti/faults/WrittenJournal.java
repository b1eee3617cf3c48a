package dev.tutti.faults;

import dev.tutti.cli.EmbeddedDatabase;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.DecisionRecord;
import dev.tutti.decision.Headline;
import dev.tutti.decision.Identities;
import dev.tutti.decision.Input;
import dev.tutti.decision.Recorded;
import dev.tutti.decision.TallyChanges;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Severity;
import dev.tutti.journal.BudgetMarks;
import dev.tutti.journal.CommitResult;
import dev.tutti.journal.Journal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** Scans that a service heard, appended to its journal by the product's own writer while the service is down. */
final class WrittenJournal {

    private static final String PARTITION = "default";
    private static final int PER_COMMIT = 1_000;

    private final Clock clock;
    private long sequence;
    private long at;
    private String ruleSetVersion = "";

    WrittenJournal(Clock clock) {
        this.clock = clock;
    }

    /** So many scans of different addresses, and at the very end two of {@code twice}; heard now. */
    void append(Path data, int scans, String twice) throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(database.jdbcUrl());
            source.setUser(database.username());
            source.setPassword(database.password());
            source.setReWriteBatchedInserts(true);
            readEnd(source);
            Journal journal = new Journal(source);
            List<Conclusion> conclusions = new ArrayList<>();
            for (int i = 0; i < scans; i++) {
                conclusions.add(scan(i, "11.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255)));
                if (conclusions.size() == PER_COMMIT) {
                    commit(journal, conclusions);
                }
            }
            conclusions.add(scan(scans, twice));
            conclusions.add(scan(scans + 1, twice));
            commit(journal, conclusions);
        }
    }

    private void readEnd(PGSimpleDataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select sequence, at, rule_set_version from journal_input where partition = '" + PARTITION
                                + "' order by sequence desc limit 1")) {
            row.next();
            sequence = row.getLong(1);
            at = row.getTimestamp(2).getTime();
            ruleSetVersion = row.getString(3);
        }
    }

    private static void commit(Journal journal, List<Conclusion> conclusions) {
        CommitResult result = journal.commit(UUID.randomUUID(), PARTITION, conclusions, List.of(), new BudgetMarks());
        if (result != CommitResult.COMMITTED) {
            throw new IllegalStateException("the journal says " + result);
        }
        conclusions.clear();
    }

    private Conclusion scan(int number, String address) {
        sequence++;
        at = Math.max(at, clock.millis());
        String id = "written-" + number;
        AlertReport report = new AlertReport(
                "default",
                "written",
                id,
                id,
                "A scan",
                "scan",
                Kind.SCAN,
                Severity.MEDIUM,
                47,
                "MEDIUM",
                "tutti-1",
                List.of(),
                List.of(new Observable(ObservableType.IP, ObservableRole.SOURCE, address)),
                Instant.ofEpochMilli(at),
                "{}");
        Input.AlertReceived heard =
                new Input.AlertReceived(Identities.alert("default", "written", id, id), report, false);
        DecisionRecord decision =
                new DecisionRecord(heard.alertId(), sequence, at, Headline.UNMATCHED, ruleSetVersion, List.of());
        return new Conclusion(
                PARTITION,
                sequence,
                at,
                heard,
                ruleSetVersion,
                List.of(),
                List.of(decision),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                TallyChanges.NONE,
                Recorded.NOTHING,
                new Answer.Decided(decision, false));
    }
}
