package dev.tutti.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.intake.RequestKeys.Claim;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredRequestKeysTest {

    private static EmbeddedPostgres postgres;
    private static DataSource database;

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @BeforeAll
    static void migrate() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        database = postgres.getPostgresDatabase();
        try (var script = StoredRequestKeysTest.class.getResourceAsStream("/db/migration/V3__request_key.sql")) {
            run(new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void forgetEverything() throws SQLException {
        run("TRUNCATE request_key");
    }

    @Test
    void holdsAKeyForItsBodyAndRefusesAnother() {
        assertThat(claim("ann", "k", "body")).isEqualTo(Claim.HELD);
        assertThat(claim("ann", "k", "body")).isEqualTo(Claim.HELD);
        assertThat(claim("ann", "k", "other")).isEqualTo(Claim.TAKEN);
        assertThat(claim("bob", "k", "other")).isEqualTo(Claim.HELD);
    }

    @Test
    void forgetsAKeyADayAfterItsLastUse() throws SQLException {
        // Given
        claim("ann", "k", "body");
        claim("ann", "old", "body");

        // When
        now = now.plus(Duration.ofHours(24));
        Claim atTheBoundary = claim("ann", "k", "other");
        now = now.plusSeconds(1);
        Claim beyondIt = claim("ann", "k", "other");

        // Then
        assertThat(atTheBoundary).isEqualTo(Claim.TAKEN);
        assertThat(beyondIt).isEqualTo(Claim.HELD);
        assertThat(count()).isEqualTo(1);
    }

    private Claim claim(String principal, String key, String digest) {
        return new StoredRequestKeys(database, Clock.fixed(now, ZoneOffset.UTC)).claim(principal, key, digest);
    }

    private static void run(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM request_key")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
