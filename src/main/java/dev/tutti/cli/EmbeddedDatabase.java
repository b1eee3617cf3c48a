package dev.tutti.cli;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A real PostgreSQL that Tutti starts itself, for a trial and for tests. What was committed is on disk; it listens on the
 * loopback address only, on a free port, and asks for a password (SCRAM) that lies in the data directory. The service gets
 * a database and a role of its own, which is no superuser.
 *
 * <p>As root the server runs in a user namespace of its own ({@code unshare -U}), because PostgreSQL refuses root; where
 * that is forbidden, run Tutti as another user or bring a PostgreSQL.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final String NAME = "tutti";
    private static final Duration START = Duration.ofSeconds(60); // replaying the log after a crash is part of it

    /** The library switches all of these off, for tests. */
    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    private static final Map<String, String> FORGETFUL =
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");

    // Held here, for a logger that nobody refers to loses its level.
    private static final Logger LIBRARY_LOG = Logger.getLogger("io.zonky.test");

    private final DataDirectory directory;
    private final EmbeddedPostgres server;
    private final String password;

    private EmbeddedDatabase(DataDirectory directory, EmbeddedPostgres server, String password) {
        this.directory = directory;
        this.server = server;
        this.password = password;
    }

    /** Starts on this directory, made when absent; an orphan of an earlier process on it is stopped first. */
    public static EmbeddedDatabase start(Path directory) {
        return start(directory, DURABLE);
    }

    /** For tests: quick, and a power cut loses it. */
    public static EmbeddedDatabase startForgetful(Path directory) {
        return start(directory, FORGETFUL);
    }

    /** Removes what an earlier process left on this directory; refused while one is using it. */
    public static void discard(Path path) {
        try (var directory = DataDirectory.hold(path)) {
            Postmaster.stopLeftOver(directory.cluster());
            directory.markUnused();
            directory.clearHalfMade();
        } catch (IOException e) {
            throw new UncheckedIOException("what is in " + path + " could not be removed", e);
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + NAME;
    }

    public String username() {
        return NAME;
    }

    public String password() {
        return password;
    }

    /** Stops the server, waits until it is gone, and lets the directory go. */
    @Override
    public void close() {
        try (directory) {
            server.close();
            Postmaster.awaitEnd(directory.cluster());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedDatabase start(Path path, Map<String, String> durability) {
        // Its traces of every attempt to connect look like crashes.
        LIBRARY_LOG.setLevel(Level.WARNING);
        try {
            var directory = DataDirectory.hold(path);
            try {
                Postmaster.stopLeftOver(directory.cluster());
                directory.clearHalfMade();
                var password = directory.password();
                var server = server(directory, password, durability);
                ownDatabase(server, password);
                directory.markReady();
                return new EmbeddedDatabase(directory, server, password);
            } catch (IOException | SQLException | RuntimeException e) {
                directory.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(
                    "the PostgreSQL in " + path + " could not be started: " + e.getMessage(), e);
        }
    }

    private static EmbeddedPostgres server(DataDirectory directory, String password, Map<String, String> durability)
            throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory.cluster())
                .setOverrideWorkingDirectory(directory.programs().toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START)
                // What the library calls locale goes to initdb as options, after its own --auth=trust.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", directory.passwordFile().toString())
                .setConnectConfig("password", password)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "");
        durability.forEach(builder::setServerConfig);
        return builder.start();
    }

    private static void ownDatabase(EmbeddedPostgres server, String password) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            try (var found = statement.executeQuery("select 1 from pg_roles where rolname = '" + NAME + "'")) {
                if (!found.next()) {
                    // The password is hexadecimal, so it needs no quoting; DDL takes no parameters.
                    statement.execute("create role " + NAME + " login password '" + password + "'");
                }
            }
            try (var found = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
                if (!found.next()) {
                    statement.execute("create database " + NAME + " owner " + NAME);
                }
            }
        }
    }
}
