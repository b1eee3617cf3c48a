package dev.tutti.journal;

import dev.tutti.decision.Input;
import dev.tutti.decision.SourceId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/** What the rows say of partitions as such: whose an action is, who has not finished, and what one lacks that another has. */
public final class PartitionBook {

    private static final int SECONDS = 30;

    /**
     * A fact of the first partition that the other has not, or has otherwise; and one that only the other has. The review of an
     * override is no part of what all have: it belongs to the partition of its action.
     */
    private static final String LACKED = "select f.body, f.stated_by from context_entry f"
            + " where f.partition = ? and f.until_sequence is null and f.kind <> 'Review' and not exists (select from context_entry o"
            + " where o.partition = ? and o.fact_id = f.fact_id and o.until_sequence is null and o.body = f.body)"
            + " order by f.from_sequence";

    private static final String SURPLUS = "select o.fact_id, o.stated_by from context_entry o"
            + " where o.partition = ? and o.until_sequence is null and not exists (select from context_entry f"
            + " where f.partition = ? and f.fact_id = o.fact_id and f.until_sequence is null)"
            + " and not (o.kind = 'Review' and exists (select from action a"
            + " where a.partition = o.partition and 'Review:' || a.id = o.fact_id)) order by o.from_sequence";

    /** How alerts were divided. */
    public record Division(List<String> key, int number) {
        public Division {
            key = List.copyOf(key);
        }
    }

    private final DataSource dataSource;

    public PartitionBook(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The partition that opened this action; empty when there is none of this id. */
    public Optional<String> ownerOf(String actionId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = prepare(connection, "select partition from action where id = ?")) {
            select.setObject(1, UUID.fromString(actionId));
            return texts(select).stream().findFirst();
        }
    }

    /** The partitions that heard of these alerts first; those that nobody has heard of are not among them. */
    public Map<SourceId, String> homesOf(Collection<SourceId> alerts) throws SQLException {
        Map<SourceId, String> homes = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = prepare(
                        connection,
                        "select asked.tenant, asked.source, asked.source_id, first.partition"
                                + " from unnest(?::text[], ?::text[], ?::text[]) as asked (tenant, source, source_id)"
                                + " cross join lateral (select a.partition from alert a where a.tenant = asked.tenant"
                                + " and a.source = asked.source and a.source_id = asked.source_id"
                                + " order by a.position limit 1) first")) {
            int column = 0;
            for (Function<SourceId, String> part :
                    List.<Function<SourceId, String>>of(SourceId::tenant, SourceId::source, SourceId::id)) {
                Object[] values = alerts.stream().map(part).toArray();
                select.setArray(++column, connection.createArrayOf("text", values));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    homes.put(new SourceId(rows.getString(1), rows.getString(2), rows.getString(3)), rows.getString(4));
                }
            }
        }
        return homes;
    }

    /** The partitions with an action that is not closed, or with an override that nobody has reviewed. */
    public List<String> unfinished() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = prepare(
                        connection,
                        "select partition from action where not closed union select partition from context_entry"
                                + " where kind = 'Review' and until_sequence is null order by partition")) {
            return texts(select);
        }
    }

    /** What a partition has to hear so that it knows the context that the first one knows, ends before statements. */
    public List<Input> lacking(String partition, String first) throws SQLException {
        List<Input> inputs = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement surplus = prepare(connection, SURPLUS);
                PreparedStatement lacked = prepare(connection, LACKED)) {
            surplus.setString(1, partition);
            surplus.setString(2, first);
            try (ResultSet rows = surplus.executeQuery()) {
                while (rows.next()) {
                    inputs.add(new Input.ContextEnded(rows.getString(1), rows.getString(2)));
                }
            }
            lacked.setString(1, first);
            lacked.setString(2, partition);
            try (ResultSet rows = lacked.executeQuery()) {
                while (rows.next()) {
                    FactBody body = JournalJson.read(rows.getString(1), FactBody.class);
                    inputs.add(new Input.ContextStated(body.fact(), rows.getString(2)));
                }
            }
        }
        return inputs;
    }

    /** Notes how alerts are divided from now on, and returns how they were; empty when nothing has changed, or at first. */
    public Optional<Division> note(Division now) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        prepare(connection, "select key, number from partitioning order by position desc limit 1");
                PreparedStatement insert =
                        prepare(connection, "insert into partitioning (key, number) values (?, ?)")) {
            Optional<Division> before = Optional.empty();
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    before = Optional.of(
                            new Division(List.of((String[]) row.getArray(1).getArray()), row.getInt(2)));
                }
            }
            if (before.equals(Optional.of(now))) {
                return Optional.empty();
            }
            Array key = connection.createArrayOf("text", now.key().toArray());
            insert.setArray(1, key);
            insert.setInt(2, now.number());
            insert.executeUpdate();
            return before;
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(SECONDS);
        return statement;
    }

    private static List<String> texts(PreparedStatement select) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
