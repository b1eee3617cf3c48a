package dev.tutti.journal;

import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Identities;
import dev.tutti.decision.Input;
import dev.tutti.decision.TallyBucket;
import dev.tutti.decision.TallyStart;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what a batch of conclusions changed about the tallies, and takes out some of what has left every window. */
final class TallyWriter {

    /** What is over is looked for once in so many inputs, since to find nothing costs as much as to write a bucket. */
    private static final int INPUTS_BETWEEN = 100;
    /** More than that many inputs add with a hundred tallies, so that what is over goes away faster than it comes. */
    private static final int MOST_DELETED = 10_000;

    private static final Table BUCKET = new Table(
            "tally_bucket",
            "partition text, tally text, begun_sequence number, key_id uuid, starts_at time, expires_at time, key texts,"
                    + " count number, distinct_values numbers, more flag",
            "on conflict (partition, tally, begun_sequence, key_id, starts_at) do update set"
                    + " count = excluded.count, more = excluded.more,"
                    + " distinct_values = tally_bucket.distinct_values || excluded.distinct_values");

    private record Place(String tally, long begun, List<String> key, long startsAt) {}

    private final Connection connection;
    private final List<Conclusion> conclusions;

    TallyWriter(Connection connection, List<Conclusion> conclusions) {
        this.connection = connection;
        this.conclusions = conclusions;
    }

    void write(Script script) throws SQLException {
        for (Conclusion c : conclusions) {
            if (c.input() instanceof Input.RulesSwitched) {
                starts(c);
            }
        }
        // A statement may touch a row only once, so a bucket that several inputs changed is written as the last left
        // it.
        Map<Place, TallyBucket> buckets = new LinkedHashMap<>();
        for (Conclusion c : conclusions) {
            for (TallyBucket bucket : c.tallies().buckets()) {
                Place place = new Place(bucket.tally(), bucket.begun(), bucket.key(), bucket.startsAt());
                buckets.merge(place, bucket, TallyWriter::together);
            }
        }
        if (!buckets.isEmpty()) {
            Conclusion last = conclusions.get(conclusions.size() - 1);
            if (last.sequence() / INPUTS_BETWEEN > (conclusions.get(0).sequence() - 1) / INPUTS_BETWEEN) {
                forget(script, last.partition(), last.at());
            }
            write(script, last.partition(), buckets.values());
        }
    }

    private static TallyBucket together(TallyBucket earlier, TallyBucket later) {
        List<Long> values = new ArrayList<>(earlier.values());
        values.addAll(later.values());
        return new TallyBucket(
                later.tally(),
                later.begun(),
                later.key(),
                later.startsAt(),
                later.expiresAt(),
                later.count(),
                values,
                later.more());
    }

    /** What is counted from here on, and nothing else. */
    private void starts(Conclusion c) throws SQLException {
        try (Batch none = new Batch(connection, "delete from tally where partition = ?");
                Batch starts = new Batch(
                        connection,
                        "insert into tally (partition, name, declaration, begun_sequence) values (?, ?, ?, ?)")) {
            none.text(c.partition()).row();
            none.send();
            for (TallyStart start : c.tallies().counting()) {
                starts.text(c.partition()).text(start.tally());
                starts.text(start.declaration()).number(start.sequence()).row();
            }
            starts.send();
        }
    }

    private static void write(Script script, String partition, Iterable<TallyBucket> buckets) {
        Rows rows = script.insert(BUCKET);
        for (TallyBucket b : buckets) {
            rows.text(partition).text(b.tally()).number(b.begun()).uuid(Identities.tallyKey(b.key()));
            rows.time(b.startsAt()).time(b.expiresAt()).texts(b.key()).number(b.count());
            rows.numbers(b.values()).flag(b.more()).row();
        }
    }

    private static void forget(Script script, String partition, long now) {
        script.run(
                "delete from tally_bucket where ctid = any(array(select ctid from tally_bucket"
                        + " where partition = ? and expires_at <= ? order by expires_at limit ?))",
                partition,
                Instant.ofEpochMilli(now).atOffset(ZoneOffset.UTC),
                MOST_DELETED);
    }
}
