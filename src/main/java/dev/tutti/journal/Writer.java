package dev.tutti.journal;

import dev.tutti.decision.Action;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Cause;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.DecisionRecord;
import dev.tutti.decision.Firing;
import dev.tutti.decision.Input;
import dev.tutti.decision.Revision;
import dev.tutti.decision.Transition;
import dev.tutti.fact.Alert;
import dev.tutti.fact.AlertDetails;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Context;
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

    /** In whose name context is kept that nobody stated. */
    private static final String OWN = "tutti";

    private static final Table INPUT = new Table(
            "journal_input", "partition text, sequence number, at time, kind text, body json, rule_set_version text");

    private static final Table ALERT = new Table(
            "alert",
            "id uuid, partition text, sequence number, tenant text, source text, source_id text, digest "
                    + "text, title text, rule text, kind text, severity text, score number, severity_original "
                    + "text, mapping_version text, techniques texts, observed_at time, received_at time, "
                    + "effective_at time, time_corrected flag, conflict flag, product text, rule_name text, "
                    + "confidence number, tactics texts, links texts, status text, fingerprint text, "
                    + "revisable flag, revised_at time, updates uuid, revision number, stale flag");

    private static final Table RAW = new Table("alert_raw", "alert_id uuid, payload text");

    private static final Table OBSERVABLE =
            new Table("alert_observable", "alert_id uuid, ordinal number, type text, role text, value text");

    private static final Table FIRING = new Table(
            "firing",
            "id uuid, partition text, sequence number, at time, rule text, policy_id text, "
                    + "rule_set_version text, alert_id uuid, matched texts, bindings json, concluded texts, "
                    + "removed texts",
            "on conflict (id) do nothing");

    private static final Table DECISION = new Table(
            "decision",
            "alert_id uuid, partition text, sequence number, at time, headline text, rule_set_version "
                    + "text, items json");

    private static final Table ACTION = new Table(
            "action",
            "id uuid, partition text, opened_sequence number, opened_at time, changed_sequence number, "
                    + "changed_at time, tenant text, capability text, target text, service text, proposer text, "
                    + "sameness text, digest text, notice flag, state text, closed flag, useful_until time, "
                    + "lease_until time, body json",
            "on conflict (id) do update set changed_sequence = excluded.changed_sequence, changed_at = "
                    + "excluded.changed_at, digest = excluded.digest, state = excluded.state, closed = "
                    + "excluded.closed, lease_until = excluded.lease_until, body = excluded.body");

    private static final Table VERSION =
            new Table("action_version", "action_id uuid, partition text, sequence number, body json");

    private static final Table CAUSE = new Table(
            "action_cause",
            "action_id uuid, alert_id uuid, source text, partition text, sequence number",
            "on conflict do nothing");

    private static final Table TRANSITION = new Table(
            "action_transition",
            "action_id uuid, partition text, sequence number, at time, from_state text, to_state text, "
                    + "grounds json, caused_by text");

    private final Connection connection;
    private final List<Conclusion> conclusions;
    private final OutboxRows outbox;
    private final Script script;

    /** An action's body goes into two tables and is written once; by identity, since its parts are many to compare. */
    private final IdentityHashMap<Action, String> bodies = new IdentityHashMap<>();

    Writer(Connection connection, Commitment commitment) {
        this.connection = connection;
        this.conclusions = commitment.conclusions();
        this.script = new Script(connection);
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
        outbox.write(script);
        notices();
        new TallyWriter(connection, conclusions).write(script);
        new FindingRows(conclusions).write(script);
        script.send();
    }

    private void inputs() {
        Rows rows = script.insert(INPUT);
        for (Conclusion c : conclusions) {
            rows.text(c.partition()).number(c.sequence()).time(c.at());
            rows.text(c.input().getClass().getSimpleName())
                    .json(new InputBody(withoutRaw(c.input())))
                    .text(c.ruleSetVersion());
            rows.row();
        }
    }

    static Input withoutRaw(Input input) {
        return input instanceof Input.AlertReceived received
                ? received.with(received.report().withoutRaw())
                : input;
    }

    private void alerts() {
        Rows alerts = script.insert(ALERT);
        Rows payloads = script.insert(RAW);
        Rows observables = script.insert(OBSERVABLE);
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
    }

    private static void alert(Rows rows, Conclusion c, Input.AlertReceived received) {
        AlertReport report = received.report();
        Alert alert = report.arrive(received.alertId(), c.at());
        rows.uuid(alert.id())
                .text(c.partition())
                .number(c.sequence())
                .text(alert.tenant())
                .text(alert.source());
        rows.text(report.sourceId()).text(report.digest()).text(alert.title()).text(alert.rule());
        rows.text(alert.kind().name()).text(alert.severity().name()).number(alert.score());
        rows.text(report.severityOriginal()).text(report.mappingVersion()).texts(alert.techniques());
        rows.time(report.observedAt()).time(alert.receivedAt()).time(alert.effectiveAt());
        rows.flag(alert.timeCorrected()).flag(received.conflict());
        AlertDetails details = report.details();
        rows.text(details.product()).text(details.ruleName()).number(details.confidence());
        rows.texts(details.tactics())
                .texts(details.links())
                .text(details.status().name());
        rows.text(alert.fingerprint()).flag(details.revisable()).time(details.revisedAt());
        rows.uuid(received.update().map(Revision::first).orElse(null))
                .number(received.update().map(Revision::number).orElse(0))
                .flag(received.stale())
                .row();
    }

    private void firings() {
        Rows rows = script.insert(FIRING);
        for (Conclusion c : conclusions) {
            String alertId = c.input() instanceof Input.AlertReceived received ? received.alertId() : null;
            for (Firing f : c.firings()) {
                rows.uuid(f.id())
                        .text(c.partition())
                        .number(f.sequence())
                        .time(f.at())
                        .text(f.rule());
                rows.text(f.policyId()).text(f.ruleSetVersion()).uuid(alertId).texts(f.matched());
                rows.json(f.bindings()).texts(f.concluded()).texts(f.removed()).row();
            }
        }
    }

    private void decisions() {
        Rows rows = script.insert(DECISION);
        for (Conclusion c : conclusions) {
            for (DecisionRecord d : c.decisions()) {
                rows.uuid(d.alertId()).text(c.partition()).number(d.sequence()).time(d.at());
                rows.text(d.headline().name())
                        .text(d.ruleSetVersion())
                        .json(d.items())
                        .row();
            }
        }
    }

    /** Each action once, as it is after the last of these inputs. */
    private void actions() {
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
        Rows rows = script.insert(ACTION);
        for (Action a : closedFirst) {
            action(rows, a, java.util.Objects.requireNonNull(lastChange.get(a.id())));
        }
    }

    private String body(Action action) {
        return bodies.computeIfAbsent(action, Batch::jsonText);
    }

    private void action(Rows rows, Action a, Conclusion c) {
        rows.uuid(a.id()).text(c.partition()).number(a.openedSequence()).time(a.openedAt());
        rows.number(c.sequence())
                .time(c.at())
                .text(a.request().tenant())
                .text(a.request().capability());
        rows.text(a.request().target())
                .text(a.request().service())
                .text(a.request().proposer());
        rows.text(a.sameness())
                .text(a.digest())
                .flag(a.notice())
                .text(a.state().name().name())
                .flag(a.closed());
        rows.time(a.usefulUntil())
                .time(JournalJson.leaseUntil(a.state()))
                .written(body(a))
                .row();
    }

    private void actionVersions() {
        Rows rows = script.insert(VERSION);
        for (Conclusion c : conclusions) {
            for (Action a : c.actions()) {
                rows.uuid(a.id())
                        .text(c.partition())
                        .number(c.sequence())
                        .written(body(a))
                        .row();
            }
        }
    }

    private void causes() {
        Rows rows = script.insert(CAUSE);
        for (Conclusion c : conclusions) {
            for (Cause cause : c.causes()) {
                rows.uuid(cause.actionId()).uuid(cause.alertId()).text(cause.source());
                rows.text(c.partition()).number(c.sequence()).row();
            }
        }
    }

    private void transitions() {
        Rows rows = script.insert(TRANSITION);
        for (Conclusion c : conclusions) {
            for (Transition t : c.transitions()) {
                rows.uuid(t.actionId()).text(c.partition()).number(c.sequence()).time(t.at());
                rows.text(t.from().name())
                        .text(t.to().name())
                        .json(t.grounds())
                        .text(t.by())
                        .row();
            }
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
                stateContext(c, stated.fact(), stated.by());
            } else if (c.input() instanceof Input.ContextEnded ended && !refused) {
                endContext(c, ended.factId());
            }
            for (String factId : c.recorded().ended()) {
                endContext(c, factId);
            }
            for (Context fact : c.recorded().stated()) {
                stateContext(c, fact, OWN);
            }
        }
    }

    private void stateContext(Conclusion c, Context fact, String by) throws SQLException {
        endContext(c, fact.factId());
        try (Batch batch = new Batch(
                connection,
                "insert into context_entry (partition, fact_id, kind, body, stated_by, stated_at, from_sequence)"
                        + " values (?, ?, ?, ?::jsonb, ?, ?, ?)")) {
            batch.text(c.partition()).text(fact.factId());
            batch.text(fact.getClass().getSimpleName()).json(new FactBody(fact));
            batch.text(by).time(c.at()).number(c.sequence()).row();
            batch.send();
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
