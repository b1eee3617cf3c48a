package dev.tutti.approval;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Which finding an id stands for. */
@Singleton
class KnownFindings {

    private static final int SECONDS_PER_STATEMENT = 10;

    private final DataSource database;

    KnownFindings(DataSource database) {
        this.database = database;
    }

    /** The identity that the finding has in every partition; empty for an id that no finding has, or that is none. */
    Optional<String> factId(String id) throws SQLException {
        if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            return Optional.empty();
        }
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select fact_id from finding where id = ?")) {
            select.setQueryTimeout(SECONDS_PER_STATEMENT);
            select.setObject(1, UUID.fromString(id));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }
}
