package dev.tutti;

import dev.tutti.cli.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * The same real PostgreSQL as in production for every {@code @QuarkusTest}, and for plain tests by {@link #properties()}:
 * one for each JVM of those that run tests side by side, empty at its first use, and quick because it forgets on a power cut.
 */
@WithTestResource(value = QuarkusTestDatabase.class, scope = TestResourceScope.GLOBAL)
public final class QuarkusTestDatabase implements QuarkusTestResourceLifecycleManager {

    private static final String PREFIX = "quarkus.datasource.";

    /** Also the tokens that tests act with: the first admin's. */
    public static final String ADMIN_TOKEN = "test-bootstrap-token-0123456789abcdef";

    @Override
    public Map<String, String> start() {
        return properties();
    }

    @Override
    public void stop() {
        // The database outlives a restart of the application; it ends with the JVM.
    }

    /** The settings of the running database, started by the first call. */
    public static synchronized Map<String, String> properties() {
        // Quarkus loads this class anew for a restart, so what must outlast that is kept by the JVM.
        if (System.getProperty("tutti.test.url") == null) {
            start(Path.of("target", "test-database-" + System.getProperty("tutti.test.process", "1")));
        }
        return Map.of(
                PREFIX + "jdbc.url",
                System.getProperty("tutti.test.url"),
                PREFIX + "username",
                System.getProperty("tutti.test.username"),
                PREFIX + "password",
                System.getProperty("tutti.test.password"),
                "tutti.bootstrap-token",
                ADMIN_TOKEN);
    }

    private static void start(Path directory) {
        var database = EmbeddedDatabase.startForgetful(directory);
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
        try (var connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("drop schema public cascade");
            statement.execute("create schema public");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        System.setProperty("tutti.test.username", database.username());
        System.setProperty("tutti.test.password", database.password());
        System.setProperty("tutti.test.url", database.jdbcUrl());
    }
}
