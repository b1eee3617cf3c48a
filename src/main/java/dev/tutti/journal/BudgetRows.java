package dev.tutti.journal;

import dev.tutti.decision.BudgetLedger.Debit;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The debits of one batch as rows. A budget may have been debited by other partitions since this one heard of it last; the
 * batch stands when each of its debits would have been made all the same, and is refused otherwise.
 */
final class BudgetRows {

    private static final int SECONDS = 30;

    /** Nothing is updated, and nothing returned, when others have drawn more than this batch can bear. */
    private static final String CLAIM = "insert into budget as b (name, version) values (?, ?)"
            + " on conflict (name) do update set version = b.version + excluded.version where b.version <= ?"
            + " returning version";

    private record Row(Conclusion conclusion, Debit debit) {}

    private static final class Claim {
        private final List<Row> rows = new ArrayList<>();
        private long mostBefore = Long.MAX_VALUE;
        private long last;
    }

    private final Connection connection;
    private final BudgetMarks marks;
    private final Map<String, Claim> claims = new TreeMap<>();
    private final Map<String, Long> heard = new HashMap<>();

    BudgetRows(Connection connection, List<Conclusion> conclusions, BudgetMarks marks) {
        this.connection = connection;
        this.marks = marks;
        for (Conclusion conclusion : conclusions) {
            if (conclusion.input() instanceof Input.HeardElsewhere news) {
                news.budgets().forEach(drawn -> heard.put(drawn.budget(), drawn.upTo()));
            }
            for (Debit debit : conclusion.debits()) {
                Claim claim = claims.computeIfAbsent(debit.budget(), name -> new Claim());
                claim.rows.add(new Row(conclusion, debit));
                long known = marks.knownAfter(debit.budget(), heard.getOrDefault(debit.budget(), 0L));
                claim.mostBefore = Math.min(claim.mostBefore, known + debit.spare());
            }
        }
    }

    /** Takes the budgets in the order of their names, so that no two partitions wait for each other; false when one is stale. */
    boolean claim() throws SQLException {
        for (Map.Entry<String, Claim> entry : claims.entrySet()) {
            Claim claim = entry.getValue();
            try (PreparedStatement update = connection.prepareStatement(CLAIM)) {
                update.setQueryTimeout(SECONDS);
                update.setString(1, entry.getKey());
                update.setLong(2, claim.rows.size());
                update.setLong(3, claim.mostBefore);
                try (ResultSet row = update.executeQuery()) {
                    if (!row.next()) {
                        return false;
                    }
                    claim.last = row.getLong(1);
                }
            }
        }
        return true;
    }

    void write() throws SQLException {
        try (Batch batch = new Batch(
                connection,
                "insert into budget_debit (budget, action_id, at, partition, sequence, version, amount)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")) {
            for (Claim claim : claims.values()) {
                long number = claim.last - claim.rows.size();
                for (Row row : claim.rows) {
                    batch.text(row.debit().budget()).uuid(row.debit().actionId());
                    batch.time(row.debit().at()).text(row.conclusion().partition());
                    batch.number(row.conclusion().sequence())
                            .number(++number)
                            .number(row.debit().amount());
                    batch.row();
                }
            }
            batch.send();
        }
    }

    /** Learns what {@link #claim} would have said, of a batch of which it turned out that it had been committed. */
    void recall() throws SQLException {
        for (Map.Entry<String, Claim> entry : claims.entrySet()) {
            Claim claim = entry.getValue();
            Debit last = claim.rows.get(claim.rows.size() - 1).debit();
            try (PreparedStatement select = connection.prepareStatement(
                    "select version from budget_debit where budget = ? and action_id = ?")) {
                select.setQueryTimeout(SECONDS);
                select.setString(1, entry.getKey());
                select.setObject(2, UUID.fromString(last.actionId()));
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        claim.last = row.getLong(1);
                    }
                }
            }
        }
    }

    /** Once it is committed: from here on the partition knows. */
    void mark() {
        heard.forEach(marks::hear);
        claims.forEach((budget, claim) -> {
            for (long number = claim.last - claim.rows.size() + 1; number <= claim.last; number++) {
                marks.draw(budget, number);
            }
        });
    }
}
