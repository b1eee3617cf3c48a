package dev.tutti.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Which policies are out of force by an error, and what they failed on; kept until somebody releases them. */
public final class PoisonBook {

    private static final int SECONDS = 10;
    private static final int MOST = 1_000;
    private static final int DETAIL = 2_000;

    private static final String IN_FORCE = "select id, partition, input, cause, policy_id, rule_digest, detail, at"
            + " from poison where policy_id <> '' and released_at is null";

    private final DataSource dataSource;

    public PoisonBook(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Writes it down; a policy that is out of force in this version already stays so under its first entry. */
    public void note(Poison poison) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            note(connection, poison);
        }
    }

    /** The same over a connection that the caller keeps for the worst case. */
    public static void note(Connection connection, Poison poison) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into poison (partition, input, cause, policy_id, rule_digest, detail, at)"
                        + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing")) {
            insert.setQueryTimeout(SECONDS);
            insert.setString(1, poison.partition());
            insert.setString(2, poison.input());
            insert.setString(3, poison.cause());
            insert.setString(4, poison.policyId());
            insert.setString(5, poison.ruleDigest());
            insert.setString(6, shown(poison.detail()));
            insert.setTimestamp(7, Timestamp.from(Instant.ofEpochMilli(poison.at())));
            insert.executeUpdate();
        }
    }

    /** All policies that are out of force, the oldest first; also of versions that are used no longer. */
    public List<Poison> inForce() throws SQLException {
        return read(IN_FORCE + " order by id limit " + MOST, Optional.empty());
    }

    /** Those that failed in this partition and whose owners were not told yet. */
    public List<Poison> untold(String partition) throws SQLException {
        return read(IN_FORCE + " and not noticed and partition = ? order by id limit " + MOST, Optional.of(partition));
    }

    /** Puts the policy into force again; false when it is not out of force. */
    public boolean release(String policyId, String by, String reason, Instant at) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update poison set released_at = ?, released_by = ?, release_reason = ?"
                                + " where policy_id = ? and released_at is null")) {
            update.setQueryTimeout(SECONDS);
            update.setTimestamp(1, Timestamp.from(at));
            update.setString(2, by);
            update.setString(3, reason);
            update.setString(4, policyId);
            return update.executeUpdate() > 0;
        }
    }

    private List<Poison> read(String sql, Optional<String> parameter) throws SQLException {
        List<Poison> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setQueryTimeout(SECONDS);
            if (parameter.isPresent()) {
                select.setString(1, parameter.get());
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Poison(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7),
                            row.getTimestamp(8).getTime()));
                }
            }
        }
        return found;
    }

    private static String shown(String detail) {
        String text = detail.replace('\u0000', '\uFFFD');
        return text.length() <= DETAIL ? text : text.substring(0, DETAIL);
    }
}
