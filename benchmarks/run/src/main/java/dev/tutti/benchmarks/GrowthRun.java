package dev.tutti.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two services on one PostgreSQL, one with a short history and one with a long one, in turns. */
final class GrowthRun implements AutoCloseable {

    private static final int ROWS_PER_ALERT = 8;
    private static final int NEVER = Integer.MAX_VALUE;

    private final Options options;
    private final Database database = new Database(Path.of("benchmarks/run/target/runs/growth"));
    private final StubTool tool = new StubTool();
    private final Alerts alerts = new Alerts(NEVER);

    private GrowthRun(Options options) {
        this.options = options;
    }

    static void run(Options options) throws Exception {
        try (GrowthRun run = new GrowthRun(options)) {
            run.measure();
        }
    }

    private void measure() throws Exception {
        database.administer("alter system set max_wal_size = '" + options.number("max-wal", 1) + "GB'");
        database.administer("select pg_reload_conf()");
        fill("short_history", options.number("short", 10_000));
        fill("long_history", options.number("long", 5_000_000));
        // Else what was filled in is written to the disk while the services are measured.
        database.administer("checkpoint");
        try (Program few = Service.start(database, "short_history", tool, alerts, options);
                Program many = Service.start(database, "long_history", tool, alerts, options)) {
            for (int perRequest : new int[] {1, 100}) {
                int connections = perRequest == 1 ? 64 : 8;
                int millis = options.number("seconds", 4) * 1_000;
                rate(few, connections, perRequest, 4 * millis);
                rate(many, connections, perRequest, 4 * millis);
                List<Double> ratios = new ArrayList<>();
                for (int round = 1; round <= options.number("rounds", 5); round++) {
                    double shortly = rate(few, connections, perRequest, millis);
                    double lately = rate(many, connections, perRequest, millis);
                    System.out.printf(Locale.ROOT, "  %7.0f and %7.0f alerts/s%n", shortly, lately);
                    ratios.add(lately / shortly);
                }
                System.out.printf(
                        Locale.ROOT,
                        "posts of %d, long to short history: %.2f  wanted at least 0.9%n",
                        perRequest,
                        Figures.quantile(ratios, 0.5));
            }
        }
    }

    private double rate(Program service, int connections, int perRequest, int millis) {
        Load load = new Load(Service.endpoint(service), alerts, tool);
        return load.closed(connections, perRequest, millis).perSecond();
    }

    /** Lets the service decide some alerts, and multiplies what it wrote, spread over thirty days until yesterday. */
    private void fill(String schema, int rows) throws Exception {
        try (Program service = Service.start(database, schema, tool, alerts, options)) {
            rate(service, 8, 1, 2_000);
        }
        try (Connection connection = database.connect(schema);
                Statement statement = connection.createStatement()) {
            for (String sql : statements(rows / ROWS_PER_ALERT)) {
                statement.execute(sql);
            }
            System.out.println(schema + ": " + rows + " rows");
        } catch (SQLException e) {
            throw new IllegalStateException("the history of " + schema + " cannot be made", e);
        }
    }

    private static List<String> statements(int alerts) {
        return List.of(
                "update journal_input set at = at - interval '31 days'",
                "update partition set last_at = last_at - interval '31 days'",
                """
                create temp table pattern as
                select row_number() over (order by a.sequence) - 1 as number, a.id as alert_id, a.sequence as place
                  from alert a order by a.sequence limit 200
                """,
                """
                create temp table more as
                select p.last_sequence + s as sequence, gen_random_uuid() as id, s %% 200 as number,
                       p.last_at + s * interval '30 days' / %1$d as at
                  from partition p, generate_series(1, %1$d) s
                """.formatted(alerts),
                """
                insert into journal_input
                select i.partition, m.sequence, m.at, i.kind, replace(i.body::text, a.alert_id::text, m.id::text)::jsonb,
                       i.rule_set_version
                  from more m join pattern a using (number) join journal_input i on i.sequence = a.place
                """,
                """
                insert into alert (id, partition, sequence, tenant, source, source_id, digest, title, rule, kind, severity,
                       score, severity_original, mapping_version, techniques, observed_at, received_at, effective_at,
                       time_corrected, conflict)
                select m.id, a.partition, m.sequence, a.tenant, a.source, 'history-' || m.sequence, a.digest, a.title,
                       a.rule, a.kind, a.severity, a.score, a.severity_original, a.mapping_version, a.techniques, m.at,
                       m.at, m.at, a.time_corrected, a.conflict
                  from more m join pattern p using (number) join alert a on a.id = p.alert_id
                """,
                """
                insert into alert_raw
                select m.id, r.payload from more m join pattern p using (number) join alert_raw r using (alert_id)
                """,
                """
                insert into alert_observable
                select m.id, o.ordinal, o.type, o.role, o.value
                  from more m join pattern p using (number) join alert_observable o using (alert_id)
                """,
                """
                insert into decision (alert_id, partition, sequence, at, headline, rule_set_version, items)
                select m.id, d.partition, m.sequence, m.at, d.headline, d.rule_set_version, d.items
                  from more m join pattern p using (number) join decision d using (alert_id)
                """,
                "update partition set last_sequence = (select max(sequence) from more), last_at = (select max(at) from more)",
                "vacuum analyze");
    }

    @Override
    public void close() {
        tool.close();
        database.close();
    }
}
