package dev.tutti.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What must hold whatever happened: the database against itself, against what the SIEMs were told, and against what the tools
 * were asked. Reads the database behind the service's back.
 */
final class Books {

    /** Each query counts what breaks the sentence before it. */
    private static final Map<String, String> ALWAYS = sentences(
            "every alert heard has exactly one alert row",
            """
            select count(*) from journal_input i where i.kind = 'AlertReceived' and 1 <> (select count(*) from alert a
             where a.partition = i.partition and a.sequence = i.sequence
               and a.id::text = i.body -> 'input' ->> 'alertId')""",
            "every alert row was heard",
            """
            select count(*) from alert a where not exists (select from journal_input i
             where i.partition = a.partition and i.sequence = a.sequence and i.kind = 'AlertReceived')""",
            "no alert is in the journal twice",
            """
            select count(*) - count(distinct body -> 'input' ->> 'alertId') from journal_input
             where kind = 'AlertReceived'""",
            "every alert has exactly one decision record, from the step that heard it",
            """
            select count(*) from alert a where 1 <> (select count(*) from decision d where d.alert_id = a.id
             and d.partition = a.partition and d.sequence = a.sequence)""",
            "every decision record belongs to an alert",
            "select (select count(*) from decision) - (select count(*) from alert)",
            "every alert has its payload, and no payload is left over",
            """
            select count(*) from alert a full join alert_raw r on r.alert_id = a.id where a.id is null or r.alert_id is null""",
            "every observable belongs to an alert, and their order has no gap",
            """
            select count(*) from (select alert_id, max(ordinal) + 1 - count(*) as missing from alert_observable
              group by alert_id) o left join alert a on a.id = o.alert_id where a.id is null or o.missing <> 0""",
            "every version, transition and cause belongs to an action, and every cause to an alert",
            """
            select count(*) from (select action_id, null::uuid as alert_id from action_version
              union all select action_id, null from action_transition
              union all select action_id, alert_id from action_cause) p
             where not exists (select from action a where a.id = p.action_id)
                or (p.alert_id is not null and not exists (select from alert a where a.id = p.alert_id))""",
            "the journal has no gap",
            """
            select count(*) from (select sequence - lag(sequence, 1, 0::bigint)
              over (partition by partition order by sequence) as step from journal_input) s where step <> 1""",
            "journal time never goes back",
            """
            select count(*) from (select at < lag(at) over (partition by partition order by sequence) as back
              from journal_input) s where back""",
            "the partition ends where its journal ends",
            """
            select count(*) from partition p where p.last_sequence
              <> (select max(sequence) from journal_input i where i.partition = p.name)""",
            "every action of a policy has the firing that proposed it",
            """
            select count(*) from action a where a.proposer = '' and not a.notice and not exists (
              select from action_cause c join firing f on f.alert_id = c.alert_id and f.sequence = a.opened_sequence
               where c.action_id = a.id and c.sequence = a.opened_sequence and exists (select from unnest(f.concluded) p
                where starts_with(p, 'Proposal:' || c.alert_id || ':' || a.capability || ':')))""",
            "every notice has the firing that asked for it",
            """
            select count(*) from action a where a.notice and not exists (select from firing f
              where f.partition = a.partition and f.sequence = a.opened_sequence
                and exists (select from unnest(f.concluded) c where starts_with(c, 'NoticeRequired:') and right(c, length(a.target) + 1) = ':' || a.target))""",
            "every action of a person has the proposal",
            """
            select count(*) from action a where a.proposer <> '' and not a.notice and not exists (
              select from journal_input i where i.partition = a.partition and i.sequence = a.opened_sequence
                and i.kind = 'ActionProposed')""",
            "what was decided as permitted was dispatched",
            """
            select count(*) from decision d, jsonb_array_elements(d.items) i where i ->> 'ruling' = 'PERMITTED'
              and not exists (select from action_transition t
               where t.action_id = (i ->> 'actionId')::uuid and t.to_state = 'DISPATCHED')""",
            "what was dispatched has an order or an outcome",
            """
            select count(*) from action a where a.state in ('PERMITTED', 'DISPATCHED', 'UNDOING')
              and not exists (select from outbox o where o.action_id = a.id)""",
            "nothing is ordered that was not dispatched",
            """
            select count(*) from outbox o join action a on a.id = o.action_id
             where a.state not in ('DISPATCHED', 'UNDOING')""",
            "every attempt has an order or an outcome",
            """
            select count(*) from attempt t where not exists (select from outbox o where o.action_id = t.action_id
               and o.operation = t.operation)
              and t.action_id::text not in (select body -> 'input' ->> 'actionId' from journal_input
               where kind = 'OutcomeReported')""",
            "no action ended twice",
            """
            select count(*) from (select action_id from action_transition where from_state = 'DISPATCHED'
             group by action_id having count(*) > 1) s""",
            "what a tool may have done without knowing a key was not asked again",
            """
            select count(*) from attempt t join action a on a.id = t.action_id where a.capability = 'chat.post'
              and exists (select from attempt b where b.action_id = t.action_id and b.operation = t.operation
               and b.number < t.number and (b.result is null or b.result in ('AMBIGUOUS', 'UNKNOWN')))""");

    private static final Set<String> ONCE_ONLY = Set.of("firewall", "edr", "tickets");

    private final Theatre theatre;

    Books(Theatre theatre) {
        this.theatre = theatre;
    }

    /** Orders that are not carried out yet. */
    long waiting() {
        return read(connection -> count(connection, "select count(*) from outbox"));
    }

    /** What does not hold now, while actions may still be under way. */
    List<String> breaches() {
        return read(connection -> {
            List<String> breaches = new ArrayList<>(theatre.receipts.complaints());
            for (Map.Entry<String, String> sentence : ALWAYS.entrySet()) {
                long broken = count(connection, sentence.getValue());
                if (broken != 0) {
                    breaches.add("not so: " + sentence.getKey() + " (" + broken + ")");
                }
            }
            acknowledged(connection, breaches);
            tools(connection, breaches);
            return breaches;
        });
    }

    /** What does not hold after everything has been carried out. */
    List<String> breachesAtTheEnd() {
        List<String> breaches = new ArrayList<>(breaches());
        breaches.addAll(read(this::reached));
        return breaches;
    }

    /** How many there are of everything, for the report. */
    Map<String, Long> counts() {
        return read(connection -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            for (String table : List.of("journal_input", "alert", "decision", "firing", "action", "attempt")) {
                counts.put(table, count(connection, "select count(*) from " + table));
            }
            counts.put("SET_ASIDE", count(connection, "select count(*) from decision where headline = 'SET_ASIDE'"));
            for (String state :
                    List.of("SUCCEEDED", "FAILED", "UNCERTAIN", "DISPATCHED", "AWAITING_APPROVAL", "DENIED")) {
                counts.put(state, count(connection, "select count(*) from action where state = '" + state + "'"));
            }
            return counts;
        });
    }

    private void acknowledged(Connection connection, List<String> breaches) throws SQLException {
        // In this order: what is acknowledged while this runs is no breach.
        List<Receipts.Told> acknowledged =
                List.copyOf(theatre.receipts.byAlert().values());
        Map<String, String> stored =
                pairs(connection, "select a.id, d.headline from alert a join decision d on d.alert_id = a.id");
        for (Receipts.Told told : acknowledged) {
            if (!told.decision().equals(stored.get(told.id()))) {
                breaches.add("acknowledged was " + told + ", stored is " + stored.get(told.id()));
            }
        }
    }

    private void tools(Connection connection, List<String> breaches) throws SQLException {
        List<Ledger.Call> calls = theatre.ledger.calls();
        Map<String, String> attempts =
                pairs(connection, "select idempotency_key, count(*)::text from attempt group by idempotency_key");
        Map<String, Long> perKey = calls.stream()
                .filter(call -> !call.key().isEmpty())
                .collect(Collectors.groupingBy(Ledger.Call::key, Collectors.counting()));
        perKey.forEach((key, made) -> {
            if (made > Long.parseLong(attempts.getOrDefault(key, "0"))) {
                breaches.add(
                        "the tools were called %d times for %s, attempts: %s".formatted(made, key, attempts.get(key)));
            }
        });
        twice(calls, Ledger.Call::key).forEach(key -> breaches.add("two effects under the key " + key));
        twice(calls, Ledger.Call::target).forEach(target -> breaches.add("two effects on " + target));
    }

    private static List<String> twice(List<Ledger.Call> calls, java.util.function.Function<Ledger.Call, String> by) {
        return calls.stream()
                .filter(call -> call.effect() && ONCE_ONLY.contains(call.tool()))
                .collect(Collectors.groupingBy(call -> call.tool() + " " + by.apply(call), Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whatever was dispatched reached its tool; in doubt only what the tool cannot be asked about. */
    private List<String> reached(Connection connection) throws SQLException {
        List<String> breaches = new ArrayList<>();
        Map<String, Long> effects = new HashMap<>();
        theatre.ledger.calls().stream()
                .filter(Ledger.Call::effect)
                .forEach(call -> effects.merge(call.key().isEmpty() ? call.target() : call.key(), 1L, Long::sum));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, capability, target, state,"
                        + " (select p ->> 'value' from jsonb_array_elements(body -> 'request' -> 'parameters') p"
                        + " where p ->> 'name' = 'text') from action where exists (select from action_transition t"
                        + " where t.action_id = action.id and t.to_state = 'DISPATCHED')")) {
            while (rows.next()) {
                boolean chat = rows.getString(2).equals("chat.post");
                String key = chat ? rows.getString(3) + " " + rows.getString(5) : rows.getString(1);
                String state = rows.getString(4);
                boolean fine = state.equals("SUCCEEDED") ? effects.containsKey(key) : chat && state.equals("UNCERTAIN");
                if (!fine) {
                    breaches.add("%s %s is %s, effects: %s".formatted(rows.getString(2), key, state, effects.get(key)));
                }
            }
        }
        return breaches;
    }

    private interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        try (Connection connection = theatre.service.postgres().connect()) {
            return reading.from(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Map<String, String> pairs(Connection connection, String query) throws SQLException {
        Map<String, String> pairs = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                pairs.put(rows.getString(1), rows.getString(2));
            }
        }
        return pairs;
    }

    private static Map<String, String> sentences(String... each) {
        Map<String, String> sentences = new LinkedHashMap<>();
        for (int i = 0; i < each.length; i += 2) {
            sentences.put(each[i], each[i + 1]);
        }
        return sentences;
    }
}
