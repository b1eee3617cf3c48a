package dev.tutti.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.Configuration;

/**
 * Four ways of writing the rows of alerts on the real schema, in turns, one connection and one transaction per batch:
 * batched inserts, arrays, {@code COPY}, and Hibernate's {@code StatelessSession.insertMultiple}.
 */
final class RowsRun implements AutoCloseable {

    private static final int[] BATCHES = {1, 10, 100, 500};

    private final Database database = new Database(Path.of("benchmarks/run/target/runs/rows"));
    private final Connection connection;
    private final SessionFactory hibernate;
    private long place = 1;

    private interface Way {
        void write(Sample sample) throws Exception;
    }

    private RowsRun() throws Exception {
        database.schema("rows");
        connection = database.connect("rows");
        connection.setAutoCommit(false);
        Configuration configuration = new Configuration()
                .setProperty(
                        "hibernate.connection.url", connection.getMetaData().getURL())
                .setProperty("hibernate.connection.username", database.username())
                .setProperty("hibernate.connection.password", database.password())
                .setProperty("hibernate.jdbc.batch_size", "500");
        Entities.ALL.forEach(configuration::addAnnotatedClass);
        hibernate = configuration.buildSessionFactory();
    }

    static void run(Options options) throws Exception {
        try (RowsRun run = new RowsRun()) {
            run.measure(options.number("rounds", 3), options.number("seconds", 2));
        }
    }

    private void measure(int rounds, int seconds) throws Exception {
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("insert", sample -> commit(RowWriting.INSERT, sample));
        ways.put("arrays", sample -> commit(RowWriting.ARRAYS, sample));
        ways.put("copy", sample -> commit(RowWriting.COPY, sample));
        ways.put("hibernate", this::insertMultiple);
        for (Way way : ways.values()) {
            rate(way, 100, seconds);
        }
        System.out.println("alerts/s by round; ratios to insert, the median of the rounds");
        for (int batch : BATCHES) {
            Map<String, List<Double>> rates = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                for (Map.Entry<String, Way> way : ways.entrySet()) {
                    rates.computeIfAbsent(way.getKey(), any -> new ArrayList<>())
                            .add(rate(way.getValue(), batch, seconds));
                }
            }
            rates.forEach((way, all) -> print(batch, way, all, rates.get("insert")));
        }
    }

    private static void print(int batch, String way, List<Double> rates, List<Double> inserts) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rates.size(); i++) {
            ratios.add(rates.get(i) / inserts.get(i));
        }
        String all = String.join(
                " ",
                rates.stream().map(r -> String.format(Locale.ROOT, "%7.0f", r)).toList());
        System.out.printf(
                Locale.ROOT,
                "  %4d alerts a commit  %-10s %s  ratio %.2f%n",
                batch,
                way,
                all,
                Figures.quantile(ratios, 0.5));
    }

    private double rate(Way way, int batch, int seconds) throws Exception {
        long start = System.nanoTime();
        long alerts = 0;
        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds)) {
            way.write(new Sample("rows", place, batch));
            place += batch;
            alerts += batch;
        }
        return alerts * 1e9 / (System.nanoTime() - start);
    }

    private void commit(RowWriting way, Sample sample) throws Exception {
        way.write(connection, sample);
        connection.commit();
    }

    private void insertMultiple(Sample sample) {
        try (StatelessSession session = hibernate.openStatelessSession()) {
            session.beginTransaction();
            session.insertMultiple(Entities.of(sample));
            session.getTransaction().commit();
        }
    }

    @Override
    public void close() throws SQLException {
        hibernate.close();
        connection.close();
        database.close();
    }
}
