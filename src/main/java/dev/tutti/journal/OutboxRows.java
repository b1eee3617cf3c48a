package dev.tutti.journal;

import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Order;
import dev.tutti.decision.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a commit changes in the orders that are to be carried out, and in what is known of them. */
final class OutboxRows {

    private final Connection connection;
    private final Commitment commitment;
    private final Map<String, FirstAttempt> attempts;

    OutboxRows(Connection connection, Commitment commitment) {
        this.connection = connection;
        this.commitment = commitment;
        this.attempts =
                commitment.attempts().stream().collect(Collectors.toMap(FirstAttempt::actionId, Function.identity()));
    }

    void write() throws SQLException {
        results();
        done();
        orders();
        firstAttempts();
    }

    /** Results of calls that come with their outcome, so that nobody has written them down before. */
    private void results() throws SQLException {
        try (Batch results = new Batch(
                connection,
                "update attempt set result = ?, detail = ?, finished_at = ?"
                        + " where action_id = ? and operation = ? and number = ? and result is null")) {
            for (Conclusion c : commitment.conclusions()) {
                if (told(c.input()) instanceof Input.OutcomeReported reported && reported.attempt() > 0) {
                    results.text(reported.outcome() == Outcome.SUCCEEDED ? "SUCCEEDED" : "REJECTED")
                            .text(reported.detail())
                            .time(c.at());
                    results.uuid(reported.actionId())
                            .text(reported.operation().name())
                            .number(reported.attempt())
                            .row();
                }
            }
            results.send();
        }
    }

    private void done() throws SQLException {
        try (Batch done = new Batch(connection, "delete from outbox where action_id = ? and operation = ?")) {
            for (Conclusion c : commitment.conclusions()) {
                if (told(c.input()) instanceof Input.OutcomeReported reported) {
                    done.uuid(reported.actionId())
                            .text(reported.operation().name())
                            .row();
                }
            }
            done.send();
        }
    }

    private void orders() throws SQLException {
        try (Batch orders = new Batch(
                        connection,
                        "insert into outbox (action_id, operation, partition, sequence, capability) values (?, ?, ?, ?, ?)"
                                + " on conflict (action_id, operation) do nothing");
                Batch begun = new Batch(
                        connection,
                        "insert into outbox (action_id, operation, partition, sequence, capability, attempts, claim,"
                                + " claimed_until) values (?, ?, ?, ?, ?, 1, ?,"
                                + " clock_timestamp() + ? * interval '1 millisecond')")) {
            for (Conclusion c : commitment.conclusions()) {
                for (Order o : c.orders()) {
                    FirstAttempt attempt = o.operation() == Operation.DO ? attempts.get(o.actionId()) : null;
                    if (attempt == null) {
                        order(orders, c, o).row();
                    } else {
                        order(begun, c, o)
                                .uuid(commitment.batchId().toString())
                                .number(attempt.lease().toMillis())
                                .row();
                    }
                }
            }
            orders.send();
            begun.send();
        }
    }

    private static Batch order(Batch batch, Conclusion conclusion, Order order) throws SQLException {
        return batch.uuid(order.actionId())
                .text(order.operation().name())
                .text(conclusion.partition())
                .number(conclusion.sequence())
                .text(conclusion.ordered(order).request().capability());
    }

    private void firstAttempts() throws SQLException {
        try (Batch begun = new Batch(
                connection,
                "insert into attempt (action_id, operation, number, connector, idempotency_key, started_at)"
                        + " values (?, 'DO', 1, ?, ?, ?)")) {
            for (FirstAttempt attempt : commitment.attempts()) {
                begun.uuid(attempt.actionId())
                        .text(attempt.connector())
                        .text(attempt.actionId())
                        .time(attempt.at())
                        .row();
            }
            begun.send();
        }
    }

    /** An outcome counts also when the rules failed on it. */
    private static Input told(Input input) {
        return input instanceof Input.SetAside aside ? aside.input() : input;
    }
}
