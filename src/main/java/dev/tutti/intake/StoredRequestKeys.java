package dev.tutti.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Keeps the keys in PostgreSQL. Every claim also forgets a few that are over, so that the table stays as large as a day's
 * keys without anybody sweeping it.
 */
@ApplicationScoped
public class StoredRequestKeys implements RequestKeys {

    private static final Logger LOG = Logger.getLogger(StoredRequestKeys.class);

    /** One statement, because between a look and a write another request could claim the same key. */
    private static final String CLAIM = """
            INSERT INTO request_key (principal, key, body_digest, used_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (principal, key) DO UPDATE
               SET body_digest = excluded.body_digest, used_at = excluded.used_at
             WHERE request_key.body_digest = excluded.body_digest OR request_key.used_at < ?
            """;

    private static final String FORGET = """
            DELETE FROM request_key WHERE ctid IN (
                SELECT ctid FROM request_key WHERE used_at < ? LIMIT 10 FOR UPDATE SKIP LOCKED)
            """;

    private final DataSource database;
    private final Clock clock;

    @Inject
    public StoredRequestKeys(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Claim claim(String principal, String key, String bodyDigest) {
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        OffsetDateTime over = now.minus(REMEMBERED);
        try (Connection connection = database.getConnection()) {
            boolean held;
            try (var claim = connection.prepareStatement(CLAIM)) {
                claim.setString(1, principal);
                claim.setString(2, key);
                claim.setString(3, bodyDigest);
                claim.setObject(4, now);
                claim.setObject(5, over);
                held = claim.executeUpdate() == 1;
            }
            try (var forget = connection.prepareStatement(FORGET)) {
                forget.setObject(1, over);
                forget.executeUpdate();
            }
            return held ? Claim.HELD : Claim.TAKEN;
        } catch (SQLException e) {
            LOG.warn("An idempotency key could not be looked up", e);
            return Claim.UNKNOWN;
        }
    }
}
