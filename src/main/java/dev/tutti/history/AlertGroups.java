package dev.tutti.history;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Alerts that say the same of the same, counted: a delivery that came twice is one alert, and so is what changed often. */
final class AlertGroups {

    static final String PATH = Alerts.PATH + "/groups";

    static final Listing<Item> LISTING = new Listing<>(
            PATH,
            "select max(a.position) as position, a.fingerprint, count(*) as alerts, min(a.received_at) as first_at,"
                    + " max(a.received_at) as last_at, min(a.source) as source, min(a.rule) as rule,"
                    + " (select n.title from alert n where n.position = max(a.position)) as title,"
                    + " (select n.id from alert n where n.position = max(a.position)) as newest"
                    + " from alert a where a.updates is null and a.fingerprint <> ''",
            " group by a.fingerprint having max(a.position) < ? order by max(a.position) desc limit ?",
            List.of(
                    Filter.text("source", "a.source = ?"),
                    Filter.text("rule", "a.rule = ?"),
                    Filter.time("from", "a.received_at >= ?"),
                    Filter.time("to", "a.received_at < ?")),
            Item::of);

    /**
     * @param count how many alerts there are of it within the time that was asked for
     * @param title of the newest, whose id is {@code newest}
     */
    @Schema(name = "AlertGroup")
    record Item(
            String fingerprint,
            long count,
            Instant first,
            Instant last,
            String source,
            String rule,
            String title,
            String newest) {

        static Item of(Row row) throws SQLException {
            return new Item(
                    row.text("fingerprint"),
                    row.number("alerts"),
                    row.time("first_at"),
                    row.time("last_at"),
                    row.text("source"),
                    row.text("rule"),
                    row.text("title"),
                    row.text("newest"));
        }
    }

    private AlertGroups() {}
}
