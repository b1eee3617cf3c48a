package dev.tutti.benchmarks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;

/** The same rows for Hibernate, which needs a class for each table. */
final class Entities {

    static final List<Class<?>> ALL = List.of(Input.class, Head.class, Payload.class, Seen.class, Decided.class);

    private Entities() {}

    /** In the order of their references. */
    static List<Object> of(Sample sample) {
        List<Object> entities = new ArrayList<>();
        sample.of("journal_input").forEach(row -> entities.add(new Input(row)));
        sample.of("alert").forEach(row -> entities.add(new Head(row)));
        sample.of("alert_raw").forEach(row -> entities.add(new Payload(row)));
        sample.of("alert_observable").forEach(row -> entities.add(new Seen(row)));
        sample.of("decision").forEach(row -> entities.add(new Decided(row)));
        return entities;
    }

    /** A place in the journal. */
    record Place(String partition, long sequence) implements Serializable {}

    /** One observable of an alert. */
    record Which(UUID alertId, int ordinal) implements Serializable {}

    /** A row of {@code journal_input}. */
    @Entity
    @Table(name = "journal_input")
    @IdClass(Place.class)
    static class Input {
        @Id
        String partition;

        @Id
        long sequence;

        Timestamp at;
        String kind;

        @ColumnTransformer(write = "?::jsonb")
        String body;

        @Column(name = "rule_set_version")
        String ruleSetVersion;

        Input() {}

        Input(Object[] row) {
            partition = (String) row[0];
            sequence = (long) row[1];
            at = (Timestamp) row[2];
            kind = (String) row[3];
            body = (String) row[4];
            ruleSetVersion = (String) row[5];
        }
    }

    /** A row of {@code alert}. */
    @Entity
    @Table(name = "alert")
    static class Head {
        @Id
        UUID id;

        String partition;
        long sequence;
        String tenant;
        String source;

        @Column(name = "source_id")
        String sourceId;

        String digest;
        String title;
        String rule;
        String kind;
        String severity;
        int score;

        @Column(name = "severity_original")
        String severityOriginal;

        @Column(name = "mapping_version")
        String mappingVersion;

        String[] techniques;

        @Column(name = "observed_at")
        Timestamp observedAt;

        @Column(name = "received_at")
        Timestamp receivedAt;

        @Column(name = "effective_at")
        Timestamp effectiveAt;

        @Column(name = "time_corrected")
        boolean timeCorrected;

        boolean conflict;

        Head() {}

        Head(Object[] row) {
            id = (UUID) row[0];
            partition = (String) row[1];
            sequence = (long) row[2];
            tenant = (String) row[3];
            source = (String) row[4];
            sourceId = (String) row[5];
            digest = (String) row[6];
            title = (String) row[7];
            rule = (String) row[8];
            kind = (String) row[9];
            severity = (String) row[10];
            score = (int) row[11];
            severityOriginal = (String) row[12];
            mappingVersion = (String) row[13];
            techniques = (String[]) row[14];
            observedAt = (Timestamp) row[15];
            receivedAt = (Timestamp) row[16];
            effectiveAt = (Timestamp) row[17];
            timeCorrected = (boolean) row[18];
            conflict = (boolean) row[19];
        }
    }

    /** A row of {@code alert_raw}. */
    @Entity
    @Table(name = "alert_raw")
    static class Payload {
        @Id
        @Column(name = "alert_id")
        UUID alertId;

        String payload;

        Payload() {}

        Payload(Object[] row) {
            alertId = (UUID) row[0];
            payload = (String) row[1];
        }
    }

    /** A row of {@code alert_observable}. */
    @Entity
    @Table(name = "alert_observable")
    @IdClass(Which.class)
    static class Seen {
        @Id
        @Column(name = "alert_id")
        UUID alertId;

        @Id
        int ordinal;

        String type;
        String role;

        @Column(name = "value")
        String text;

        Seen() {}

        Seen(Object[] row) {
            alertId = (UUID) row[0];
            ordinal = (int) row[1];
            type = (String) row[2];
            role = (String) row[3];
            text = (String) row[4];
        }
    }

    /** A row of {@code decision}. */
    @Entity
    @Table(name = "decision")
    static class Decided {
        @Id
        @Column(name = "alert_id")
        UUID alertId;

        String partition;
        long sequence;
        Timestamp at;
        String headline;

        @Column(name = "rule_set_version")
        String ruleSetVersion;

        @ColumnTransformer(write = "?::jsonb")
        String items;

        Decided() {}

        Decided(Object[] row) {
            alertId = (UUID) row[0];
            partition = (String) row[1];
            sequence = (long) row[2];
            at = (Timestamp) row[3];
            headline = (String) row[4];
            ruleSetVersion = (String) row[5];
            items = (String) row[6];
        }
    }
}
