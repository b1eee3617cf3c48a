package dev.tutti.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.QuarkusTestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What goes out as arrays comes back as it was, over a real PostgreSQL. */
class RowsTest {

    private static final String EVIL = "a\"b\\c,{}'; drop table \u00e4\ud83d\ude00\n\t NULL";

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        Map<String, String> settings = QuarkusTestDatabase.properties();
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(settings.get("quarkus.datasource.jdbc.url"));
        database.setUser(settings.get("quarkus.datasource.username"));
        database.setPassword(settings.get("quarkus.datasource.password"));
        connection = database.getConnection();
        execute("set timezone = 'Asia/Kathmandu'");
        execute("create temporary table one (position bigint generated always as identity, a text, b uuid, c integer,"
                + " d boolean, e timestamptz, f text[], g bigint[], h jsonb, i timestamptz, unique (a))");
        execute("create temporary table two (a text)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void everyKindOfValueComesBackAsItWas() throws SQLException {
        UUID id = UUID.randomUUID();
        Instant micros = Instant.parse("1969-12-31T23:59:59.999001Z");
        Script script = new Script(connection);
        Rows rows =
                script.insert(new Table("one", "a text, b uuid, c number, d flag, e time, f texts, g numbers, h json"));
        rows.text(EVIL).uuid(id.toString()).number(-7).flag(true).time(micros);
        rows.texts(List.of(EVIL, "", "null"))
                .numbers(List.of(1L, Long.MIN_VALUE))
                .json(Map.of("k", EVIL));
        rows.row();
        rows.text("").uuid(null).number(0).flag(false).time(Long.MAX_VALUE);
        rows.texts(List.of()).numbers(List.of()).json(List.of()).row();

        script.send();

        assertThat(rows("select a from one order by position")).containsExactly(EVIL, "");
        assertThat(rows("select b from one order by position")).containsExactly(id, null);
        assertThat(rows("select c from one order by position")).containsExactly(-7, 0);
        assertThat(rows("select d from one order by position")).containsExactly(true, false);
        assertThat(rows("select extract(epoch from e)::text from one order by position"))
                .containsExactly("-0.000999", null);
        assertThat(arrays("select f from one order by position")).containsExactly(List.of(EVIL, "", "null"), List.of());
        assertThat(arrays("select g from one order by position"))
                .containsExactly(List.of(1L, Long.MIN_VALUE), List.of());
        assertThat(rows("select h ->> 'k' from one order by position")).containsExactly(EVIL, null);
    }

    @Test
    void keepsTheOrderOfRowsAndOfTables() throws SQLException {
        Script script = new Script(connection);
        Rows second = script.insert(new Table("one", "a text", "on conflict (a) do nothing"));
        Rows none = script.insert(new Table("no_such_table", "a text"));
        Rows first = script.insert(new Table("two", "a text"));
        for (int i = 0; i < 300; i++) {
            first.text("t" + i).row();
            second.text("o" + i % 299).row();
        }

        script.send();

        assertThat(none.isEmpty()).isTrue();
        assertThat(rows("select a from one order by position")).hasSize(299).startsWith("o0", "o1", "o2");
        assertThat(rows("select a from two")).hasSize(300);
    }

    @Test
    void countsFromTheDatabasesTime() throws SQLException {
        Script script = new Script(connection);
        script.insert(new Table("one", "i later")).later(Duration.ofHours(1)).row();

        script.send();

        assertThat(rows("select i between clock_timestamp() + interval '59 minutes'"
                        + " and clock_timestamp() + interval '1 hour' from one"))
                .containsExactly(true);
    }

    @Test
    void replacesWhatPostgresqlCannotStore() throws SQLException {
        Script script = new Script(connection);
        script.insert(new Table("one", "a text, f texts"))
                .text("a\u0000b")
                .texts(List.of("c\u0000"))
                .row();

        script.send();

        assertThat(rows("select a from one")).containsExactly("a\ufffdb");
        assertThat(arrays("select f from one")).containsExactly(List.of("c\ufffd"));
    }

    @Test
    void refusesARowThatLacksAColumn() {
        Rows rows = new Rows(new Table("one", "a text, c number")).text("a");

        assertThatThrownBy(rows::row).isInstanceOf(IllegalStateException.class).hasMessageContaining("one");
    }

    @Test
    void refusesAValueOfAnotherKind() {
        Rows rows = new Rows(new Table("one", "a text, c number")).text("a");

        assertThatThrownBy(() -> rows.text("b"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("column 2 of one");
    }

    @Test
    void aStatementOfItsOwnRunsInItsPlace() throws SQLException {
        Script script = new Script(connection);
        script.insert(new Table("two", "a text")).text("before").row();
        script.run("update two set a = a || ?", "!");
        script.insert(new Table("two", "a text")).text("after").row();

        script.send();

        assertThat(rows("select a from two order by a")).containsExactly("after", "before!");
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Object> rows(String sql) throws SQLException {
        List<Object> rows = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getObject(1));
            }
        }
        return rows;
    }

    private List<Object> arrays(String sql) throws SQLException {
        List<Object> rows = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(Arrays.asList((Object[]) result.getArray(1).getArray()));
            }
        }
        return rows;
    }
}
