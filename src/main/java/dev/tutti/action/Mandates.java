package dev.tutti.action;

import dev.tutti.conductor.Conductor;
import dev.tutti.fact.Mandate;
import dev.tutti.journal.JournalJson;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;

/** What the organisation demands of each tier, as committed. */
@Singleton
class Mandates {

    private static final int SECONDS_PER_STATEMENT = 10;

    private final DataSource database;

    Mandates(DataSource database) {
        this.database = database;
    }

    /** The highest tier first; there are never more than tiers times functions. */
    List<Mandate> all() throws SQLException {
        List<Mandate> all = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select body -> 'fact' from context_entry"
                        + " where partition = ? and kind = 'Mandate' and until_sequence is null")) {
            select.setQueryTimeout(SECONDS_PER_STATEMENT);
            select.setString(1, Conductor.PARTITION);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.add(JournalJson.read(rows.getString(1), Mandate.class));
                }
            }
        }
        all.sort(Comparator.comparing(Mandate::criticality).reversed().thenComparing(Mandate::function));
        return all;
    }
}
