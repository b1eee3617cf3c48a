package dev.tutti.action;

import dev.tutti.decision.Action;
import dev.tutti.journal.JournalJson;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Every action there ever was, as it was committed last. */
@Singleton
public class Actions {

    private static final int SECONDS_PER_STATEMENT = 10;

    private final DataSource database;

    Actions(DataSource database) {
        this.database = database;
    }

    /** Empty for an id that no action has, or that is none. */
    public Optional<Action> find(String id) throws SQLException {
        Optional<UUID> uuid = uuid(id);
        return uuid.isEmpty() ? Optional.empty() : find(uuid.get());
    }

    private Optional<Action> find(UUID id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select body from action where id = ?")) {
            select.setQueryTimeout(SECONDS_PER_STATEMENT);
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(JournalJson.read(row.getString(1), Action.class)) : Optional.empty();
            }
        }
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id))
                    .filter(uuid -> uuid.toString().equals(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
