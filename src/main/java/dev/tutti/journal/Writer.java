package dev.tutti.journal;

import dev.tutti.decision.Action;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Cause;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.DecisionRecord;
import dev.tutti.decision.Firing;
import dev.tutti.decision.Input;
import dev.tutti.decision.Transition;
import dev.tutti.fact.Alert;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Observable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes conclusions as rows, table by table in the order of their references, in the transaction of its connection. */
final class Writer {

    private final Connection connection;
    private final List<Conclusion> conclusions;
    private final OutboxRows outbox;

    /** An action's body goes into two tables and is written once; by identity, since its parts are many to compare. */
    private final IdentityHashMap<Action, String> bodies = new IdentityHashMap<>();

    Writer(Connection connection, Commitment commitment) {
        this.connection = connection;
        this.conclusions = commitment.conclusions();
        this.outbox = new OutboxRows(connection, commitment);
    }

    void write() throws SQLException {
        inputs();
        alerts();
        firings();
        decisions();
        actions();
        actionVersions();
        causes();
        transitions();
        votes();
        context();
        outbox.write();
        notices();
        new TallyWriter(connection, conclusions).write();
    }

    private void inputs() throws SQLException {
        try (Batch batch = new Batch(
                connection,
                "insert into journal_input (partition, sequence, at, kind, body, rule_set_version)"
                        + " values (?, ?, ?, ?, ?::jsonb, ?)")) {
            for (Conclusion c : conclusions) {
                batch.text(c.partition()).number(c.sequence()).time(c.at());
                batch.text(c.input().getClass().getSimpleName())
                        .json(new InputBody(withoutRaw(c.input())))
                        .text(c.ruleSetVersion());
                batch.row();
            }
            batch.send();
        }
    }

    static Input withoutRaw(Input input) {
        return input instanceof Input.AlertReceived received
                ? new Input.AlertReceived(received.alertId(), received.report().withoutRaw(), received.conflict())
                : input;
    }

    private void alerts() throws SQLException {
        try (Batch alerts = new Batch(
                        connection,
                        "insert into alert (id, partition, sequence, tenant, source, source_id, digest, title, rule, kind,"
                                + " severity, score, severity_original, mapping_version, techniques, observed_at,"
                                + " received_at, effective_at, time_corrected, conflict)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
                Batch payloads = new Batch(connection, "insert into alert_raw (alert_id, payload) values (?, ?)");
                Batch observables = new Batch(
                        connection,
                        "insert into alert_observable (alert_id, ordinal, type, role, value) values (?, ?, ?, ?, ?)")) {
            for (Conclusion c : conclusions) {
                if (c.input() instanceof Input.AlertReceived received) {
                    alert(alerts, c, received);
                    AlertReport report = received.report();
                    payloads.uuid(received.alertId()).text(report.raw()).row();
                    int ordinal = 0;
                    for (Observable o : report.observables()) {
                        observables.uuid(received.alertId()).number(ordinal++);
                        observables
                                .text(o.type().name())
                                .text(o.role().name())
                                .text(o.value())
                                .row();
                    }
                }
            }
            alerts.send();
            payloads.send();
            observables.send();
        }
    }

    private static void alert(Batch batch, Conclusion c, Input.AlertReceived received) throws SQLException {
        AlertReport report = received.report();
        Alert alert = report.arrive(received.alertId(), c.at());
        batch.uuid(alert.id())
                .text(c.partition())
                .number(c.sequence())
                .text(alert.tenant())
                .text(alert.source());
        batch.text(report.sourceId()).text(report.digest()).text(alert.title()).text(alert.rule());
        batch.text(alert.kind().name()).text(alert.severity().name()).number(alert.score());
        batch.text(report.severityOriginal()).text(report.mappingVersion()).texts(alert.techniques());
        batch.time(report.observedAt()).time(alert.receivedAt()).time(alert.effectiveAt());
        batch.flag(alert.timeCorrected()).flag(received.conflict()).row();
    }

    private void firings() throws SQLException {
        try (Batch batch = new Batch(
                connection,
                "insert into firing (id, partition, sequence, at, rule, policy_id, rule_set_version, alert_id, matched,"
                        + " bindings, concluded, removed) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)"
                        + " on conflict (id) do nothing")) {
            for (Conclusion c : conclusions) {
                String alertId = c.input() instanceof Input.AlertReceived received ? received.alertId() : null;
                for (Firing f : c.firings()) {
                    batch.uuid(f.id())
                            .text(c.partition())
                            .number(f.sequence())
                            .time(f.at())
                            .text(f.rule());
                    batch.text(f.policyId())
                            .text(f.ruleSetVersion())
                            .uuid(alertId)
                            .texts(f.matched());
                    batch.json(f.bindings())
                            .texts(f.concluded())
                            .texts(f.removed())
                            .row();
                }
            }
            batch.send();
        }
    }

    private void decisions() throws SQLException {
        try (Batch batch = new Batch(
                connection,
                "insert into decision (alert_id, partition, sequence, at, headline, rule_set_version, items)"
                        + " values (?, ?, ?, ?, ?, ?, ?::jsonb)")) {
            for (Conclusion c : conclusions) {
                for (DecisionRecord d : c.decisions()) {
                    batch.uuid(d.alertId())
                            .text(c.partition())
                            .number(d.sequence())
                            .time(d.at());
                    batch.text(d.headline().name())
                            .text(d.ruleSetVersion())
                            .json(d.items())
                            .row();
                }
            }
            batch.send();
        }
    }

    /** Each action once, as it is after the last of these inputs. */
    private void actions() throws SQLException {
        Map<String, Conclusion> lastChange = new LinkedHashMap<>();
        Map<String, Action> actions = new LinkedHashMap<>();
        for (Conclusion c : conclusions) {
            for (Action a : c.actions()) {
                actions.put(a.id(), a);
                lastChange.put(a.id(), c);
            }
        }
        // What closes goes first, so that the same can be opened again in one batch; then all in one order, so that no
        // two
        // partitions that open the same wait for each other.
        List<Action> closedFirst = actions.values().stream()
                .sorted(Comparator.comparing((Action action) -> !action.closed())
                        .thenComparing(Action::sameness))
                .toList();
        try (Batch batch = new Batch(
                connection,
                "insert into action (id, partition, opened_sequence, opened_at, changed_sequence, changed_at, tenant,"
                        + " capability, target, service, proposer, sameness, digest, notice, state, closed, useful_until,"
                        + " lease_until, body)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)"
                        + " on conflict (id) do update set changed_sequence = excluded.changed_sequence,"
                        + " changed_at = excluded.changed_at, digest = excluded.digest, state = excluded.state,"
                        + " closed = excluded.closed, lease_until = excluded.lease_until, body = excluded.body")) {
            for (Action a : closedFirst) {
                action(batch, a, java.util.Objects.requireNonNull(lastChange.get(a.id())));
            }
            batch.send();
        }
    }

    private String body(Action action) {
        return bodies.computeIfAbsent(action, Batch::jsonText);
    }

    private void action(Batch batch, Action a, Conclusion c) throws SQLException {
        batch.uuid(a.id()).text(c.partition()).number(a.openedSequence()).time(a.openedAt());
        batch.number(c.sequence())
                .time(c.at())
                .text(a.request().tenant())
                .text(a.request().capability());
        batch.text(a.request().target())
                .text(a.request().service())
                .text(a.request().proposer());
        batch.text(a.sameness())
                .text(a.digest())
                .flag(a.notice())
                .text(a.state().name().name())
                .flag(a.closed());
        batch.time(a.usefulUntil())
                .time(JournalJson.leaseUntil(a.state()))
                .written(body(a))
                .row();
    }

    private void actionVersions() throws SQLException {
        try (Batch batch = new Batch(
                connection,
                "insert into action_version (action_id, partition, sequence, body) values (?, ?, ?, ?::jsonb)")) {
            for (Conclusion c : conclusions) {
                for (Action a : c.actions()) {
                    batch.uuid(a.id())
                            .text(c.partition())
                            .number(c.sequence())
                            .written(body(a))
                            .row();
                }
            }
            batch.send();
        }
    }

    private void causes() throws SQLException {
        try (Batch batch = new Batch(
                connection,
                "insert into action_cause (action_id, alert_id, source, partition, sequence) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing")) {
            for (Conclusion c : conclusions) {
                for (Cause cause : c.causes()) {
                    batch.uuid(cause.actionId()).uuid(cause.alertId()).text(cause.source());
                    batch.text(c.partition()).number(c.sequence()).row();
                }
            }
            batch.send();
        }
    }

    private void transitions() throws SQLException {
        try (Batch batch = new Batch(
                connection,
                "insert into action_transition (action_id, partition, sequence, at, from_state, to_state, grounds,"
                        + " caused_by) values (?, ?, ?, ?, ?, ?, ?::jsonb, ?)")) {
            for (Conclusion c : conclusions) {
                for (Transition t : c.transitions()) {
                    batch.uuid(t.actionId())
                            .text(c.partition())
                            .number(c.sequence())
                            .time(t.at());
                    batch.text(t.from().name())
                            .text(t.to().name())
                            .json(t.grounds())
                            .text(t.by())
                            .row();
                }
            }
            batch.send();
        }
    }

    private void votes() throws SQLException {
        try (Batch batch = new Batch(
                connection,
                "insert into vote (action_id, person, verdict, reason, digest, at, partition, sequence, refusal)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Conclusion c : conclusions) {
                if (c.input() instanceof Input.VoteCast v) {
                    String refusal = c.answer() instanceof Answer.Refused refused
                            ? refused.refusal().name()
                            : "";
                    batch.uuid(v.actionId())
                            .text(v.by())
                            .text(v.verdict().name())
                            .text(v.reason())
                            .text(v.digest());
                    batch.time(c.at())
                            .text(c.partition())
                            .number(c.sequence())
                            .text(refusal)
                            .row();
                }
            }
            batch.send();
        }
    }

    /** One by one and in order, since within a batch the same fact may be stated, ended and stated again. */
    private void context() throws SQLException {
        for (Conclusion c : conclusions) {
            boolean refused = c.answer() instanceof Answer.Refused;
            if (c.input() instanceof Input.ContextStated stated && !refused) {
                endContext(c, stated.fact().factId());
                try (Batch batch = new Batch(
                        connection,
                        "insert into context_entry (partition, fact_id, kind, body, stated_by, stated_at, from_sequence)"
                                + " values (?, ?, ?, ?::jsonb, ?, ?, ?)")) {
                    batch.text(c.partition()).text(stated.fact().factId());
                    batch.text(stated.fact().getClass().getSimpleName()).json(new FactBody(stated.fact()));
                    batch.text(stated.by()).time(c.at()).number(c.sequence()).row();
                    batch.send();
                }
            } else if (c.input() instanceof Input.ContextEnded ended && !refused) {
                endContext(c, ended.factId());
            }
        }
    }

    private void endContext(Conclusion c, String factId) throws SQLException {
        try (Batch batch = new Batch(
                connection,
                "update context_entry set until_sequence = ?"
                        + " where partition = ? and fact_id = ? and until_sequence is null")) {
            batch.number(c.sequence()).text(c.partition()).text(factId).row();
            batch.send();
        }
    }

    private void notices() throws SQLException {
        try (Batch told = new Batch(connection, "update poison set noticed = true where id = ?")) {
            for (Conclusion c : conclusions) {
                if (c.input() instanceof Input.PolicyQuarantined quarantined) {
                    told.number(quarantined.poisonId()).row();
                }
            }
            told.send();
        }
    }
}
