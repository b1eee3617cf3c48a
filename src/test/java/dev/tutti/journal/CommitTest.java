package dev.tutti.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.QuarkusTestDatabase;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.decision.Recorded;
import dev.tutti.decision.TallyChanges;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalPropertiesReader;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Over a pool, as in production: it commits what is left open on a connection that comes back. */
class CommitTest {

    private static final Instant AT = Instant.parse("2001-03-01T10:00:00Z");

    private final String partition = "test-" + UUID.randomUUID();

    @Test
    void whatCannotBeWrittenToItsEndIsNotWrittenAtAll() throws SQLException {
        try (AgroalDataSource pool = pool()) {
            Journal journal = new Journal(pool);
            Conclusion tick = conclusion(1, new Input.Tick());
            Conclusion unwritable = conclusion(2, new Input.AlertReceived("not an id", report(), false));

            assertThatThrownBy(() -> journal.commit(
                            UUID.randomUUID(), partition, List.of(tick, unwritable), List.of(), new BudgetMarks()))
                    .isInstanceOf(IllegalArgumentException.class);

            assertThat(journal.load(partition).sequence()).isZero();
            assertThat(journal.commit(UUID.randomUUID(), partition, List.of(tick), List.of(), new BudgetMarks()))
                    .isEqualTo(CommitResult.COMMITTED);
        }
    }

    @Test
    void aBatchWhoseAnswerWasLostIsKnownAgain() throws SQLException {
        try (AgroalDataSource pool = pool()) {
            Journal journal = new Journal(pool);
            UUID first = UUID.randomUUID();
            UUID second = UUID.randomUUID();
            List<Conclusion> begins = List.of(conclusion(1, new Input.Tick()));
            List<Conclusion> goesOn = List.of(conclusion(2, new Input.Tick()), conclusion(3, new Input.Tick()));

            assertThat(commit(journal, first, begins)).isEqualTo(CommitResult.COMMITTED);
            assertThat(commit(journal, first, begins)).isEqualTo(CommitResult.COMMITTED);
            assertThat(commit(journal, second, goesOn)).isEqualTo(CommitResult.COMMITTED);
            assertThat(commit(journal, second, goesOn)).isEqualTo(CommitResult.COMMITTED);

            assertThat(journal.load(partition).sequence()).isEqualTo(3);
        }
    }

    @Test
    void anotherBatchAtThePlaceOfACommittedOneIsFenced() throws SQLException {
        try (AgroalDataSource pool = pool()) {
            Journal journal = new Journal(pool);
            List<Conclusion> begins = List.of(conclusion(1, new Input.Tick()));
            List<Conclusion> goesOn = List.of(conclusion(2, new Input.Tick()));
            commit(journal, UUID.randomUUID(), begins);
            commit(journal, UUID.randomUUID(), goesOn);

            assertThat(commit(journal, UUID.randomUUID(), begins)).isEqualTo(CommitResult.FENCED);
            assertThat(commit(journal, UUID.randomUUID(), goesOn)).isEqualTo(CommitResult.FENCED);
            assertThat(commit(journal, UUID.randomUUID(), List.of(conclusion(4, new Input.Tick()))))
                    .isEqualTo(CommitResult.FENCED);
        }
    }

    @Test
    void aDeliveryWhoseAnswerWasLostIsCountedOnce() throws SQLException {
        try (AgroalDataSource pool = pool()) {
            Journal journal = new Journal(pool);
            String alertId = UUID.randomUUID().toString();
            Conclusion heard = conclusion(1, new Input.AlertReceived(alertId, report(), false));
            commit(journal, UUID.randomUUID(), List.of(heard));
            UUID again = UUID.randomUUID();

            for (int attempt = 1; attempt <= 2; attempt++) {
                assertThat(journal.commit(again, partition, List.of(), List.of(alertId), new BudgetMarks()))
                        .isEqualTo(CommitResult.COMMITTED);
            }

            try (var connection = pool.getConnection();
                    var select = connection.prepareStatement("select deliveries from alert where partition = ?")) {
                select.setString(1, partition);
                var row = select.executeQuery();
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isEqualTo(2);
            }
        }
    }

    private CommitResult commit(Journal journal, UUID batchId, List<Conclusion> conclusions) {
        return journal.commit(batchId, partition, conclusions, List.of(), new BudgetMarks());
    }

    private Conclusion conclusion(long sequence, Input input) {
        return new Conclusion(
                partition,
                sequence,
                AT.toEpochMilli(),
                input,
                "version",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                TallyChanges.NONE,
                Recorded.NOTHING,
                new Answer.Noted());
    }

    private AlertReport report() {
        return new AlertReport(
                partition,
                "siem",
                "id",
                "digest",
                "Something happened",
                "rule",
                Kind.OTHER,
                Severity.HIGH,
                75,
                "high",
                "test-1",
                List.of(),
                List.of(),
                AT,
                "{}");
    }

    private static AgroalDataSource pool() throws SQLException {
        Map<String, String> database = QuarkusTestDatabase.properties();
        AgroalDataSource pool = AgroalDataSource.from(new AgroalPropertiesReader()
                .readProperties(Map.of(
                        AgroalPropertiesReader.MAX_SIZE,
                        "2",
                        AgroalPropertiesReader.JDBC_URL,
                        String.valueOf(database.get("quarkus.datasource.jdbc.url")),
                        AgroalPropertiesReader.PRINCIPAL,
                        String.valueOf(database.get("quarkus.datasource.username")),
                        AgroalPropertiesReader.CREDENTIAL,
                        String.valueOf(database.get("quarkus.datasource.password")))));
        Flyway.configure().dataSource(pool).load().migrate();
        return pool;
    }
}
