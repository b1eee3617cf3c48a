package dev.tutti.bare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The rows that Tutti commits before it answers, as many and about as long, made up instead of decided. */
final class Rows {

    private static final String DIGEST = "b7f3".repeat(16);
    private static final String[] STATES = {"REQUESTED", "PERMITTED", "DISPATCHED"};

    private static final String INPUT = "insert into journal_input values (?, ?, ?, ?, ?::jsonb, ?)";
    private static final String ALERT = "insert into alert (id, partition, sequence, tenant, source, source_id, digest,"
            + " title, rule, kind, severity, score, severity_original, mapping_version, techniques, observed_at,"
            + " received_at, effective_at, time_corrected, conflict, product, rule_name, confidence, tactics, links,"
            + " status, fingerprint, revisable, revised_at, revision, stale)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String RAW = "insert into alert_raw values (?, ?)";
    private static final String OBSERVABLE = "insert into alert_observable values (?, ?, ?, ?, ?)";
    private static final String DECISION = "insert into decision (alert_id, partition, sequence, at, headline,"
            + " rule_set_version, items) values (?, ?, ?, ?, ?, ?, ?::jsonb)";
    private static final String FIRING = "insert into firing (id, partition, sequence, at, rule, policy_id,"
            + " rule_set_version, alert_id, matched, bindings, concluded, removed)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)";
    private static final String ACTION = "insert into action (id, partition, opened_sequence, opened_at,"
            + " changed_sequence, changed_at, tenant, capability, target, service, proposer, sameness, digest, notice,"
            + " state, closed, useful_until, body)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)";
    private static final String VERSION = "insert into action_version values (?, ?, ?, ?::jsonb)";
    private static final String CAUSE = "insert into action_cause values (?, ?, ?, ?, ?)";
    private static final String TRANSITION = "insert into action_transition (action_id, partition, sequence, at,"
            + " from_state, to_state, grounds, caused_by) values (?, ?, ?, ?, ?, ?, ?::jsonb, ?)";
    private static final String ORDER =
            "insert into outbox (action_id, operation, partition, sequence, addressee)" + " values (?, ?, ?, ?, ?)";

    private final ObjectMapper json;
    private final String partition;
    private final AtomicLong sequence = new AtomicLong();

    Rows(ObjectMapper json, String partition) {
        this.json = json;
        this.partition = partition;
    }

    /** Inserts them; the caller commits. */
    void insert(Connection connection, List<Alert> alerts) throws SQLException {
        long first = sequence.getAndAdd(alerts.size()) + 1;
        Timestamp now = Timestamp.from(Instant.now());
        insertAlerts(connection, alerts, first, now);
        if (alerts.stream().anyMatch(Alert::acts)) {
            insertActions(connection, alerts, first, now);
        }
    }

    private void insertAlerts(Connection connection, List<Alert> alerts, long first, Timestamp now)
            throws SQLException {
        try (PreparedStatement inputs = connection.prepareStatement(INPUT);
                PreparedStatement heads = connection.prepareStatement(ALERT);
                PreparedStatement payloads = connection.prepareStatement(RAW);
                PreparedStatement observables = connection.prepareStatement(OBSERVABLE);
                PreparedStatement decisions = connection.prepareStatement(DECISION)) {
            Object none = connection.createArrayOf("text", new Object[0]);
            Timestamp never = Timestamp.from(Instant.EPOCH);
            long place = first;
            for (Alert a : alerts) {
                String text = text(a);
                row(inputs, partition, place, now, "AlertReceived", input(a, text), DIGEST);
                Timestamp observed =
                        Timestamp.from(OffsetDateTime.parse(a.observedAt()).toInstant());
                Object techniques =
                        connection.createArrayOf("text", a.techniques().toArray());
                row(
                        heads,
                        a.id(),
                        partition,
                        place,
                        "default",
                        a.source(),
                        a.sourceId(),
                        DIGEST,
                        a.title(),
                        a.rule(),
                        a.kind(),
                        a.severity(),
                        73,
                        a.severity(),
                        "tutti-1",
                        techniques,
                        observed,
                        now,
                        observed,
                        false,
                        false,
                        "",
                        "",
                        -1,
                        none,
                        none,
                        "OPEN",
                        fingerprint(a),
                        false,
                        never,
                        0,
                        false);
                row(payloads, a.id(), text);
                int ordinal = 0;
                for (Alert.Observable o : a.observables()) {
                    row(observables, a.id(), ordinal++, o.type(), o.role(), o.value());
                }
                String headline = a.acts() ? "ACTED" : "UNMATCHED";
                row(decisions, a.id(), partition, place++, now, headline, DIGEST, a.acts() ? items(a) : "[]");
            }
            send(inputs, heads, payloads, observables, decisions);
        }
    }

    private void insertActions(Connection connection, List<Alert> alerts, long first, Timestamp now)
            throws SQLException {
        try (PreparedStatement firings = connection.prepareStatement(FIRING);
                PreparedStatement actions = connection.prepareStatement(ACTION);
                PreparedStatement versions = connection.prepareStatement(VERSION);
                PreparedStatement causes = connection.prepareStatement(CAUSE);
                PreparedStatement transitions = connection.prepareStatement(TRANSITION);
                PreparedStatement orders = connection.prepareStatement(ORDER)) {
            long place = first - 1;
            for (Alert a : alerts) {
                place++;
                if (!a.acts()) {
                    continue;
                }
                Object facts = connection.createArrayOf("text", new Object[] {"Alert:" + a.id()});
                Object none = connection.createArrayOf("text", new Object[0]);
                for (String rule : List.of("RES-004", "MOD-001")) {
                    row(
                            firings,
                            UUID.nameUUIDFromBytes((rule + a.sourceId()).getBytes()),
                            partition,
                            place,
                            now,
                            "Block the source of a credential attack",
                            rule,
                            DIGEST,
                            a.id(),
                            facts,
                            bindings(a),
                            facts,
                            none);
                }
                String body = body(a);
                row(
                        actions,
                        a.actionId(),
                        partition,
                        place,
                        now,
                        place,
                        now,
                        "default",
                        "firewall.block-ip",
                        a.sourceIp(),
                        "",
                        "",
                        DIGEST.substring(8) + a.sourceIp(),
                        DIGEST,
                        false,
                        "DISPATCHED",
                        false,
                        now,
                        body);
                row(versions, a.actionId(), partition, place, body);
                row(causes, a.actionId(), a.id(), a.source(), partition, place);
                for (int step = 1; step < STATES.length; step++) {
                    row(
                            transitions,
                            a.actionId(),
                            partition,
                            place,
                            now,
                            STATES[step - 1],
                            STATES[step],
                            ground(a),
                            "policies");
                }
                row(orders, a.actionId(), "DO", partition, place, "firewall.block-ip");
            }
            send(firings, actions, versions, causes, transitions, orders);
        }
    }

    private static void row(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    private static void send(PreparedStatement... statements) throws SQLException {
        for (PreparedStatement statement : statements) {
            statement.executeBatch();
        }
    }

    /** As scattered over its index as Tutti's. */
    private static String fingerprint(Alert alert) {
        try {
            byte[] subject = (alert.rule() + alert.sourceIp()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(subject));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private String text(Alert alert) {
        try {
            return json.writeValueAsString(alert);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tutti keeps the observables and the mapped fields here, not the payload. */
    private static String input(Alert a, String text) {
        int withoutPayload = text.lastIndexOf(",\"rawMessage\"");
        return "{\"input\":{\"type\":\"AlertReceived\",\"alertId\":\"" + a.id() + "\",\"conflict\":false,\"digest\":\""
                + DIGEST + "\",\"report\":" + text.substring(0, withoutPayload) + "}}}";
    }

    private static String ground(Alert a) {
        return "[{\"reason\":\"LOW_IMPACT\",\"text\":\"a block of the foreign address " + a.sourceIp()
                + " does little harm and ends by itself\",\"policies\":[\"MOD-001\"]}]";
    }

    private static String items(Alert a) {
        return "[{\"actionId\":\"" + a.actionId() + "\",\"capability\":\"firewall.block-ip\",\"target\":\""
                + a.sourceIp() + "\",\"joined\":false,\"ruling\":\"PERMITTED\",\"grounds\":" + ground(a)
                + ",\"open\":[]}]";
    }

    private static String bindings(Alert a) {
        return "{\"$ip\":\"" + a.sourceIp() + "\",\"$alert\":\"" + a.id() + "\"}";
    }

    private static String body(Alert a) {
        return "{\"request\":{\"id\":\"" + a.actionId() + "\",\"target\":\"" + a.sourceIp() + "\"},\"judged\":"
                + ground(a) + ",\"grounds\":" + ground(a) + ",\"digest\":\"" + DIGEST + "\",\"sameness\":\""
                + DIGEST.repeat(10) + "\"}";
    }
}
