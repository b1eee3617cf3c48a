package dev.tutti.context;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tutti.conductor.Conductor;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Reads the table that the journal writes; what was not committed is not there. */
@ApplicationScoped
class StoredHoldings implements Holdings {

    private static final Logger LOG = Logger.getLogger(StoredHoldings.class);
    private static final int SECONDS_PER_STATEMENT = 10;
    private static final int ROWS_AT_ONCE = 5_000;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final String SELECT = "select body -> 'fact', stated_by, stated_at from context_entry"
            + " where partition = ? and kind = ? and until_sequence is null";

    private final DataSource database;

    StoredHoldings(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<Held> find(Section section, String id) {
        return read(section, " and fact_id = ? limit ?", section.factId(id), 1).stream()
                .findFirst();
    }

    @Override
    public List<Held> after(Section section, String id, int limit) {
        return read(section, " and fact_id > ? order by fact_id limit ?", section.factId(id), limit);
    }

    @Override
    public List<Held> all(Section section) {
        List<Held> all = new ArrayList<>();
        String last = "";
        List<Held> some;
        do {
            some = after(section, last, ROWS_AT_ONCE);
            all.addAll(some);
            last = some.isEmpty() ? last : section.id(some.get(some.size() - 1).fact());
        } while (some.size() == ROWS_AT_ONCE);
        return all;
    }

    private List<Held> read(Section section, String condition, String factId, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT + condition)) {
            select.setQueryTimeout(SECONDS_PER_STATEMENT);
            select.setString(1, Conductor.PARTITION);
            select.setString(2, section.kind());
            select.setString(3, factId);
            select.setInt(4, limit);
            List<Held> held = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    held.add(new Held(
                            MAPPER.readValue(rows.getString(1), section.type()),
                            rows.getString(2),
                            rows.getObject(3, OffsetDateTime.class).toInstant()));
                }
            }
            return held;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the journal holds a " + section.kind() + " that cannot be read", e);
        } catch (SQLException e) {
            LOG.warn("What holds now cannot be read", e);
            throw Problem.of(ErrorCode.BUSY, "The database does not answer")
                    .withHeader("Retry-After", "5")
                    .exception();
        }
    }
}
