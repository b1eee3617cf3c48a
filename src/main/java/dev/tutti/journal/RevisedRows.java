package dev.tutti.journal;

import dev.tutti.decision.AlertSoFar;
import dev.tutti.decision.Revision;
import dev.tutti.fact.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How alerts stand that their sources revise, as the rows of their reports and of what was asked for because of them say. */
final class RevisedRows {

    /**
     * A row for each alert whose first report was of a source that revises; nobody else can change it by its id. Of its
     * revisions the newest 500 are looked at, so that no alert becomes a burden. What was set aside led to nothing.
     */
    static final String SELECT = """
            select asked.tenant, asked.source, asked.source_id, first.id, so_far.revisions, so_far.newest,
                   so_far.severities, coalesce(so_far.status = 'RESOLVED', false), caused.ids, caused.samenesses, caused.shared
              from unnest(?::text[], ?::text[], ?::text[]) as asked (tenant, source, source_id)
              cross join lateral (select a.id, a.revisable from alert a
                                   where a.tenant = asked.tenant and a.source = asked.source
                                     and a.source_id = asked.source_id order by a.position limit 1) first
              cross join lateral (
                    select max(r.revision) as revisions,
                           max(r.revised_at) filter (where r.headline <> 'SET_ASIDE') as newest,
                           array_agg(distinct r.severity) filter (where r.headline <> 'SET_ASIDE') as severities,
                           (array_agg(r.status order by r.revision desc)
                                filter (where r.headline not in ('SET_ASIDE', 'STALE')))[1] as status
                      from (select a.revision, a.revised_at, a.severity, a.status, d.headline
                              from alert a join decision d on d.alert_id = a.id where a.id = first.id
                            union all
                            (select u.revision, u.revised_at, u.severity, u.status, d.headline
                               from alert u join decision d on d.alert_id = u.id where u.updates = first.id
                              order by u.revision desc limit 500)) r) so_far
              cross join lateral (
                    select array_agg(x.id::text order by c.sequence, x.id) as ids,
                           array_agg(x.sameness order by c.sequence, x.id) as samenesses,
                           array_agg(not x.closed and exists (
                                select from action_cause o
                                 where o.action_id = x.id and o.partition <> c.partition
                                   and 'RESOLVED' is distinct from (
                                       select u.status from alert u join decision d on d.alert_id = u.id
                                        where u.updates = o.alert_id and d.headline not in ('SET_ASIDE', 'STALE')
                                        order by u.revision desc limit 1)) order by c.sequence, x.id) as shared
                      from action_cause c join action x on x.id = c.action_id
                     where c.alert_id = first.id
                       and not (x.state = 'WITHDRAWN' and x.body @> '{"grounds": [{"reason": "ALERT_RESOLVED"}]}')) caused
             where first.revisable
            """;

    private RevisedRows() {}

    static AlertSoFar read(ResultSet row) throws SQLException {
        Timestamp newest = row.getTimestamp(6);
        return new AlertSoFar(
                row.getString(4),
                row.getInt(5),
                newest == null ? Instant.EPOCH : newest.toInstant(),
                gravest(row),
                row.getBoolean(8),
                asked(row));
    }

    private static Severity gravest(ResultSet row) throws SQLException {
        return texts(row, 7).stream()
                .map(Severity::valueOf)
                .max(Severity::compareTo)
                .orElse(Severity.UNKNOWN);
    }

    private static List<Revision.Asked> asked(ResultSet row) throws SQLException {
        List<String> ids = texts(row, 9);
        if (ids.isEmpty()) {
            return List.of();
        }
        List<String> samenesses = texts(row, 10);
        Boolean[] shared = (Boolean[]) row.getArray(11).getArray();
        List<Revision.Asked> asked = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            asked.add(new Revision.Asked(ids.get(i), samenesses.get(i), shared[i]));
        }
        return asked;
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        java.sql.@Nullable Array array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }
}
