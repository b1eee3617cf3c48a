package dev.tutti.benchmarks;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rows of some alerts that match no rule, table by table, in the order of their references. */
final class Sample {

    /** Of each table the columns that are written, and how a parameter is written where a question mark is not enough. */
    static final Map<String, List<String>> TABLES = tables();

    private static final String DIGEST = "b7f3".repeat(16);
    private static final String TEXT = "x".repeat(800);

    private final Map<String, List<Object[]>> rows = new LinkedHashMap<>();

    /** Rows of alerts that nobody had before; the place in the journal goes on from the one given. */
    Sample(String partition, long place, int alerts) {
        TABLES.keySet().forEach(table -> rows.put(table, new ArrayList<>()));
        Timestamp now = Timestamp.from(Instant.now());
        for (long i = place; i < place + alerts; i++) {
            UUID id = UUID.randomUUID();
            String body =
                    "{\"input\":{\"type\":\"AlertReceived\",\"alertId\":\"" + id + "\",\"report\":\"" + TEXT + "\"}}";
            add("journal_input", partition, i, now, "AlertReceived", body, DIGEST);
            add(
                    "alert",
                    id,
                    partition,
                    i,
                    "default",
                    "siem-elastic-01",
                    "alert-" + i,
                    DIGEST,
                    "Suspicious connection",
                    "2001219",
                    "POLICY",
                    "LOW",
                    21,
                    "LOW",
                    "tutti-1",
                    new String[] {"T1110.001"},
                    now,
                    now,
                    now,
                    false,
                    false);
            add("alert_raw", id, TEXT);
            for (int o = 0; o < 4; o++) {
                add("alert_observable", id, o, "IP", "SOURCE", "203.0.113." + i % 250);
            }
            add("decision", id, partition, i, now, "UNMATCHED", DIGEST, "[]");
        }
    }

    List<Object[]> of(String table) {
        return rows.get(table);
    }

    private void add(String table, Object... values) {
        rows.get(table).add(values);
    }

    private static Map<String, List<String>> tables() {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        tables.put("journal_input", columns("partition, sequence, at, kind, body, rule_set_version"));
        tables.put(
                "alert",
                columns(
                        "id, partition, sequence, tenant, source, source_id, digest, title, rule, kind, severity, score,"
                                + " severity_original, mapping_version, techniques, observed_at, received_at, effective_at,"
                                + " time_corrected, conflict"));
        tables.put("alert_raw", columns("alert_id, payload"));
        tables.put("alert_observable", columns("alert_id, ordinal, type, role, value"));
        tables.put("decision", columns("alert_id, partition, sequence, at, headline, rule_set_version, items"));
        return tables;
    }

    private static List<String> columns(String names) {
        return Arrays.asList(names.split(", *"));
    }
}
