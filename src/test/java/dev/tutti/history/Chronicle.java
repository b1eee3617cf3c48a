package dev.tutti.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Action;
import dev.tutti.decision.Answer;
import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.DecisionRecord;
import dev.tutti.decision.Docket;
import dev.tutti.decision.Headline;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import dev.tutti.decision.Recorded;
import dev.tutti.decision.TallyChanges;
import dev.tutti.decision.Terms;
import dev.tutti.decision.Verdict;
import dev.tutti.engine.Compilation;
import dev.tutti.engine.Partition;
import dev.tutti.engine.RuleBase;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Capability;
import dev.tutti.fact.Context;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Parameter;
import dev.tutti.fact.Person;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Service;
import dev.tutti.fact.Severity;
import dev.tutti.fact.TargetType;
import dev.tutti.journal.BudgetMarks;
import dev.tutti.journal.CommitResult;
import dev.tutti.journal.Journal;
import dev.tutti.policy.Phase;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import dev.tutti.policy.Status;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A morning in a partition of its own, concluded by the real engine and committed by the real journal: malware on pc-1 is
 * held by a freeze until noon and then isolated, also for a second alert that joins it meanwhile; malware on pay-db-1 waits
 * for a vote; a scan and its namesake match nothing; malware on pc-1 again is suppressed.
 */
final class Chronicle {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final String VERSION = "rules-of-the-morning";
    static final String RAW = "{\"raw\":\"<script>alert(1)</script>\"}";

    private static final Capability ISOLATE = new Capability(
            "edr.isolate-host", "Isolate a host", TargetType.HOST, true, Duration.ofHours(4), Duration.ofHours(24));

    final String name;
    final String heldAlert;
    final String joinedAlert;
    final String askedAlert;
    final String scanAlert;
    final String namesake;
    final String repeatedAlert;
    final String isolation;
    final String askedIsolation;

    private final DataSource dataSource;
    private final Partition partition;
    private Instant now = START;

    /** @param name of the partition, and of the source of its alerts */
    Chronicle(String name, DataSource dataSource) throws SQLException {
        this.name = name;
        this.dataSource = dataSource;
        RuleSet rules = new RuleSet(VERSION, policies(), List.of(ISOLATE));
        if (!(RuleBase.compile(rules) instanceof Compilation.Compiled compiled)) {
            throw new AssertionError(RuleBase.compile(rules));
        }
        Terms terms = new Terms(
                name,
                VERSION,
                Map.of(ISOLATE.name(), ISOLATE),
                Map.of(),
                capability -> "providers",
                Terms.VOTE_VALIDITY);
        this.partition = new Partition(compiled.ruleBase(), new Docket(terms, new BudgetLedger()));
        estate();

        heldAlert = alert("2026-03-01T10:05:00Z", "held", Kind.MALWARE, ObservableType.HOST, "pc-1", false);
        isolation = only(actionOf(heldAlert));
        joinedAlert = alert("2026-03-01T10:06:00Z", "joined", Kind.MALWARE, ObservableType.HOST, "pc-1", false);
        at(NOON.toString());
        started(isolation, "DO", 1, NOON.plusMillis(500));
        finished(isolation, NOON.plusSeconds(2), "SUCCEEDED", "isolated");
        at("2026-03-01T12:00:02Z");
        says(new Input.OutcomeReported(
                isolation,
                Operation.DO,
                Outcome.SUCCEEDED,
                "isolated",
                0,
                List.of(new Parameter("state", "isolated"), new Parameter("evidence", "case-7"))));

        askedAlert = alert("2026-03-01T12:10:00Z", "asked", Kind.MALWARE, ObservableType.HOST, "pay-db-1", false);
        askedIsolation = only(actionOf(askedAlert));
        String digest = partition.docket().find(askedIsolation).orElseThrow().digest();
        says(new Input.VoteCast(askedIsolation, "rita", Verdict.APPROVE, "seen too early", "another digest"));
        at("2026-03-01T12:20:00Z");
        says(new Input.VoteCast(askedIsolation, "rita", Verdict.APPROVE, "it is ransomware", digest));

        scanAlert = alert("2026-03-01T12:30:00Z", "scan", Kind.SCAN, ObservableType.IP, "198.51.100.7", false);
        namesake = alert("2026-03-01T12:31:00Z", "scan", Kind.OTHER, ObservableType.IP, "203.0.113.9", true);
        repeatedAlert = alert("2026-03-01T12:40:00Z", "again", Kind.MALWARE, ObservableType.HOST, "pc-1", false);
    }

    private void estate() {
        state(new Service("payments", "olivia", Criticality.CRITICAL));
        state(new Service("intranet", "igor", Criticality.NORMAL));
        state(new Asset("pay-db-1", "payments", List.of("10.0.1.10")));
        state(new Asset("pc-1", "intranet", List.of("10.0.2.1")));
        state(new Person("rita", List.of("responder")));
        state(new Planned(
                "freeze", Planned.Period.CHANGE_FREEZE, "intranet", START.toEpochMilli(), NOON.toEpochMilli()));
    }

    static List<Policy> policies() {
        return List.of(
                policy(
                        Phase.RESPOND,
                        "RES-900",
                        "$alert : Alert( kind == Kind.MALWARE, host != \"\", $id : id, $host : host )",
                        "insert( new Proposal( $id, \"edr.isolate-host\", $host ) );"),
                policy(
                        Phase.RESPOND,
                        "RES-902",
                        "ActionResult( name == \"evidence\", $host : target, $id : alertId )",
                        "insert( new Proposal( $id, \"edr.isolate-host\", $host ) );"),
                policy(
                        Phase.TIME,
                        "TIM-900",
                        "$request : ActionRequested( $service : service )\n    exists ChangeFreeze( service == $service )",
                        "insertLogical( new ActionHeld( $request, HoldReason.CHANGE_FREEZE, \"a freeze covers \" + $service ) );"),
                policy(
                        Phase.MODERATE,
                        "MOD-900",
                        "$request : ActionRequested( service == \"intranet\" )",
                        "insertLogical( new ActionPermitted( $request, PermitReason.STANDING_CONSENT, \"the intranet agreed\" ) );"));
    }

    private static Policy policy(Phase phase, String id, String left, String right) {
        String folder = "rules/" + phase.folder() + "/"
                + id.toLowerCase(java.util.Locale.ROOT).replace('-', '_');
        String drl = "package " + folder.replace('/', '.')
                + ";\nimport dev.tutti.fact.*;\nrule \"Rule of " + id + "\"\n    @policyId(" + id
                + ") ruleflow-group \"" + phase.group() + "\"\nwhen\n    " + left + "\nthen\n    " + right
                + "\nend\n";
        return new Policy(
                id,
                "A test's policy",
                "tester",
                Status.ACTIVE,
                phase,
                "none",
                List.of(),
                List.of(),
                List.of(),
                "never",
                "none",
                LocalDate.EPOCH,
                folder,
                drl,
                List.of());
    }

    private void at(String time) {
        now = Instant.parse(time);
        for (OptionalLong due = partition.nextDue();
                due.isPresent() && due.getAsLong() <= now.toEpochMilli();
                due = partition.nextDue()) {
            commit(partition.apply(new Input.Tick(), due.getAsLong()));
        }
    }

    private void state(Context fact) {
        says(new Input.ContextStated(fact, "tester"));
    }

    private void says(Input input) {
        commit(partition.apply(input, now.toEpochMilli()));
    }

    private void commit(Conclusion conclusion) {
        assertThat(new Journal(dataSource)
                        .commit(UUID.randomUUID(), name, List.of(conclusion), List.of(), new BudgetMarks()))
                .isEqualTo(CommitResult.COMMITTED);
    }

    private String alert(String time, String sourceId, Kind kind, ObservableType type, String value, boolean conflict) {
        at(time);
        String id = UUID.nameUUIDFromBytes((name + time).getBytes(StandardCharsets.UTF_8))
                .toString();
        says(received(id, name, sourceId, kind, type, value, now, conflict));
        return id;
    }

    private static Input.AlertReceived received(
            String id,
            String source,
            String sourceId,
            Kind kind,
            ObservableType type,
            String value,
            Instant at,
            boolean conflict) {
        AlertReport report = new AlertReport(
                "default",
                source,
                sourceId,
                "digest of " + id,
                "Something on " + value,
                "rule of " + kind,
                kind,
                Severity.HIGH,
                75,
                "high",
                "test-1",
                List.of("T1110"),
                List.of(new Observable(type, ObservableRole.TARGET, value)),
                at,
                RAW);
        return new Input.AlertReceived(id, report, conflict);
    }

    /** Adds alerts that match nothing, a second apart, to a partition that holds nothing else. */
    static List<String> addUnmatched(DataSource dataSource, String source, int first, int count) {
        List<String> ids = new ArrayList<>();
        List<Conclusion> conclusions = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            String id = UUID.nameUUIDFromBytes((source + i).getBytes(StandardCharsets.UTF_8))
                    .toString();
            Instant at = Instant.parse("2027-01-01T00:00:00Z").plusSeconds(i);
            Input.AlertReceived input =
                    received(id, source, "n" + i, Kind.OTHER, ObservableType.HOST, "host-" + i, at, false);
            DecisionRecord decision =
                    new DecisionRecord(id, i, at.toEpochMilli(), Headline.UNMATCHED, VERSION, List.of());
            ids.add(id);
            conclusions.add(new Conclusion(
                    source,
                    i,
                    at.toEpochMilli(),
                    input,
                    VERSION,
                    List.of(),
                    List.of(decision),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    TallyChanges.NONE,
                    Recorded.NOTHING,
                    new Answer.Decided(decision, false)));
        }
        assertThat(new Journal(dataSource).commit(UUID.randomUUID(), source, conclusions, List.of(), new BudgetMarks()))
                .isEqualTo(CommitResult.COMMITTED);
        return ids;
    }

    private List<String> actionOf(String alertId) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select action_id from action_cause where alert_id = ?")) {
            select.setObject(1, UUID.fromString(alertId));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }

    private static String only(List<String> ids) {
        assertThat(ids).hasSize(1);
        return ids.get(0);
    }

    Action action(String id) {
        return partition.docket().find(id).orElseThrow();
    }

    /** As the executor notes an attempt. */
    private void started(String actionId, String operation, int number, Instant at) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into attempt (action_id, operation, number, connector, idempotency_key, started_at)"
                                + " values (?, ?, ?, 'edr-main', ?, ?)")) {
            insert.setObject(1, UUID.fromString(actionId));
            insert.setString(2, operation);
            insert.setInt(3, number);
            insert.setString(4, actionId);
            insert.setObject(5, at.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private void finished(String actionId, Instant at, String result, String detail) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update attempt set finished_at = ?, result = ?, detail = ? where action_id = ?")) {
            update.setObject(1, at.atOffset(ZoneOffset.UTC));
            update.setString(2, result);
            update.setString(3, detail);
            update.setObject(4, UUID.fromString(actionId));
            update.executeUpdate();
        }
    }
}
