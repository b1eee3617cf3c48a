package dev.tutti.benchmarks;

import dev.tutti.cli.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/** The PostgreSQL that Tutti brings, with all that makes a commit durable, shared by the programs in a schema each. */
final class Database implements AutoCloseable {

    private final Path directory;
    private final EmbeddedDatabase server;

    Database(Path directory) {
        this.directory = directory;
        EmbeddedDatabase.discard(directory);
        this.server = EmbeddedDatabase.start(directory);
    }

    /** Makes the schema with Tutti's own tables, and says how a program reaches it. */
    Map<String, String> schema(String name) {
        Flyway.configure()
                .dataSource(url(name), server.username(), server.password())
                .defaultSchema(name)
                .load()
                .migrate();
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", url(name),
                "QUARKUS_DATASOURCE_USERNAME", server.username(),
                "QUARKUS_DATASOURCE_PASSWORD", server.password());
    }

    Connection connect(String schema) throws SQLException {
        return DriverManager.getConnection(url(schema), server.username(), server.password());
    }

    /** What only a superuser may do. */
    void administer(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), "postgres", server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String username() {
        return server.username();
    }

    String password() {
        return server.password();
    }

    /** Processor time of all its processes; that of those which ended is known on Linux only. */
    Duration cpu() throws IOException {
        String pid = Files.readAllLines(directory.resolve("postgresql/postmaster.pid"))
                .get(0)
                .strip();
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(ProcStat.read(Path.of("/proc", pid, "stat")).ended(), Duration::plus);
    }

    private String url(String schema) {
        return server.jdbcUrl() + "?reWriteBatchedInserts=true&currentSchema=" + schema;
    }

    @Override
    public void close() {
        server.close();
    }
}
