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

    /** An order that is done, together with the result of its call, which nobody has written down before. */
    private static final String CALLED = "with done as (delete from outbox where action_id = ? and operation = ?)"
            + " update attempt set result = ?, detail = ?, results = ?::jsonb, finished_at = ?"
            + " where action_id = ? and operation = ? and number = ? and result is null";

    private static final String OF_ORDER =
            "action_id uuid, operation text, partition text, sequence number, addressee text";

    private static final Table ORDER = new Table("outbox", OF_ORDER, "on conflict (action_id, operation) do nothing");

    private static final Table BEGUN =
            new Table("outbox", OF_ORDER + ", attempts number, claim uuid, claimed_until later");

    private static final Table ATTEMPT = new Table(
            "attempt",
            "action_id uuid, operation text, number number, connector text, idempotency_key text, started_at time");

    private final Connection connection;
    private final Commitment commitment;
    private final Map<String, FirstAttempt> attempts;

    OutboxRows(Connection connection, Commitment commitment) {
        this.connection = connection;
        this.commitment = commitment;
        this.attempts =
                commitment.attempts().stream().collect(Collectors.toMap(FirstAttempt::actionId, Function.identity()));
    }

    /** What is done goes first, so that the same can be ordered again in one commit. */
    void write(Script script) throws SQLException {
        done();
        orders(script);
        firstAttempts(script);
    }

    private void done() throws SQLException {
        try (Batch called = new Batch(connection, CALLED);
                Batch done = new Batch(connection, "delete from outbox where action_id = ? and operation = ?")) {
            for (Conclusion c : commitment.conclusions()) {
                if (told(c.input()) instanceof Input.OutcomeReported reported) {
                    String operation = reported.operation().name();
                    if (reported.attempt() == 0) {
                        done.uuid(reported.actionId()).text(operation).row();
                        continue;
                    }
                    called.uuid(reported.actionId()).text(operation);
                    called.text(reported.outcome() == Outcome.SUCCEEDED ? "SUCCEEDED" : "REJECTED")
                            .text(reported.detail())
                            .json(reported.results())
                            .time(c.at());
                    called.uuid(reported.actionId())
                            .text(operation)
                            .number(reported.attempt())
                            .row();
                }
            }
            called.send();
            done.send();
        }
    }

    private void orders(Script script) {
        Rows orders = script.insert(ORDER);
        Rows begun = script.insert(BEGUN);
        for (Conclusion c : commitment.conclusions()) {
            for (Order o : c.orders()) {
                FirstAttempt attempt = o.operation() == Operation.DO ? attempts.get(o.actionId()) : null;
                if (attempt == null) {
                    order(orders, c, o).row();
                } else {
                    order(begun, c, o)
                            .number(1)
                            .uuid(commitment.batchId().toString())
                            .later(attempt.lease())
                            .row();
                }
            }
        }
    }

    private static Rows order(Rows rows, Conclusion conclusion, Order order) {
        return rows.uuid(order.actionId())
                .text(order.operation().name())
                .text(conclusion.partition())
                .number(conclusion.sequence())
                .text(conclusion.ordered(order).request().addressee());
    }

    private void firstAttempts(Script script) {
        Rows begun = script.insert(ATTEMPT);
        for (FirstAttempt attempt : commitment.attempts()) {
            begun.uuid(attempt.actionId())
                    .text(Operation.DO.name())
                    .number(1)
                    .text(attempt.connector())
                    .text(attempt.actionId())
                    .time(attempt.at())
                    .row();
        }
    }

    /** An outcome counts also when the rules failed on it. */
    private static Input told(Input input) {
        return input instanceof Input.SetAside aside ? aside.input() : input;
    }
}
