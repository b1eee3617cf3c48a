package dev.tutti.journal;

import dev.tutti.decision.Cause;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.decision.OpenElsewhere;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** What a batch says of the actions of other partitions, as rows. */
final class HeardRows {

    private static final int SECONDS = 30;

    private final Connection connection;
    private final List<Conclusion> conclusions;

    HeardRows(Connection connection, List<Conclusion> conclusions) {
        this.connection = connection;
        this.conclusions = conclusions;
    }

    void write() throws SQLException {
        for (Conclusion conclusion : conclusions) {
            if (conclusion.input() instanceof Input.HeardElsewhere heard) {
                write(conclusion, heard);
            }
        }
    }

    private void write(Conclusion c, Input.HeardElsewhere heard) throws SQLException {
        try (Batch budgets = new Batch(
                        connection,
                        "insert into budget_heard (partition, budget, version, sequence) values (?, ?, ?, ?)"
                                + " on conflict (partition, budget) do update"
                                + " set version = excluded.version, sequence = excluded.sequence");
                Batch closed = new Batch(
                        connection,
                        "update action_elsewhere set until_sequence = ?"
                                + " where partition = ? and action_id = ? and until_sequence is null");
                Batch opened = new Batch(
                        connection,
                        "insert into action_elsewhere (partition, action_id, sameness, owner, from_sequence)"
                                + " values (?, ?, ?, ?, ?)")) {
            for (Input.HeardElsewhere.Drawn drawn : heard.budgets()) {
                budgets.text(c.partition()).text(drawn.budget());
                budgets.number(drawn.upTo()).number(c.sequence()).row();
            }
            for (String actionId : heard.closed()) {
                closed.number(c.sequence()).text(c.partition()).uuid(actionId).row();
            }
            for (OpenElsewhere action : heard.opened()) {
                opened.text(c.partition()).uuid(action.actionId()).text(action.sameness());
                opened.text(action.partition()).number(c.sequence()).row();
            }
            budgets.send();
            closed.send();
            opened.send();
        }
    }

    /** Whether every action of another partition that an alert has joined is still open; asked last, just before the commit. */
    boolean stillOpen() throws SQLException {
        Object[] joined = conclusions.stream()
                .flatMap(conclusion -> conclusion.causes().stream())
                .filter(Cause::elsewhere)
                .map(cause -> UUID.fromString(cause.actionId()))
                .distinct()
                .toArray();
        if (joined.length == 0) {
            return true;
        }
        try (PreparedStatement select =
                connection.prepareStatement("select count(*) from action where id = any(?) and not closed")) {
            select.setQueryTimeout(SECONDS);
            select.setArray(1, connection.createArrayOf("uuid", joined));
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getInt(1) == joined.length;
            }
        }
    }
}
