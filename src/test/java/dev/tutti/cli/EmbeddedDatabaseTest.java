package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One directory, one cluster, through a killed process. Starting takes seconds, so one story tells it all. */
class EmbeddedDatabaseTest {

    @TempDir
    Path directory;

    @Test
    void outlivesAKilledProcessAndBelongsToOneAtATime() throws Exception {
        // Given a process that stored something and was killed, which leaves its server running
        var killed = startInAnotherProcess();
        assertThatThrownBy(() -> EmbeddedDatabase.start(directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in use by process " + killed.pid())
                .hasMessageContaining("TUTTI_DATA_DIR");
        killed.destroyForcibly().waitFor();
        assertThat(directory.resolve("postgresql/postmaster.pid")).exists();

        // When
        try (var database = EmbeddedDatabase.start(directory)) {

            // Then
            try (var connection = connect(database, database.password())) {
                assertThat(answer(connection, "select what from kept")).isEqualTo("something");
                assertThat(answer(connection, "show fsync")).isEqualTo("on");
                assertThat(answer(connection, "show synchronous_commit")).isEqualTo("on");
                assertThat(answer(connection, "show full_page_writes")).isEqualTo("on");
                assertThat(answer(connection, "show listen_addresses")).isEqualTo("127.0.0.1");
                assertThat(answer(connection, "show is_superuser")).isEqualTo("off");
            }
            assertThatThrownBy(() -> connect(database, "guessed")).isInstanceOf(SQLException.class);
            assertThat(Files.readString(directory.resolve("postgresql/pg_hba.conf"))
                            .lines())
                    .noneMatch(line -> line.matches("(local|host).*trust"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("password"))))
                    .isEqualTo("rw-------");
        }
        assertThat(directory.resolve("postgresql/postmaster.pid")).doesNotExist();
    }

    /** The body of the other process. */
    public static void main(String... args) throws Exception {
        var database = EmbeddedDatabase.start(Path.of(args[0]));
        try (var connection = connect(database, database.password());
                var statement = connection.createStatement()) {
            statement.execute("create table kept as select 'something' as what");
        }
        System.out.println("stored");
        System.in.read();
    }

    private Process startInAnotherProcess() throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedDatabaseTest.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(lines.lines().anyMatch("stored"::equals)).isTrue();
        return process;
    }

    private static Connection connect(EmbeddedDatabase database, String password) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), password);
    }

    private static String answer(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
