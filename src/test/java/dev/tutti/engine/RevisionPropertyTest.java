package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Docket;
import dev.tutti.decision.Headline;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import dev.tutti.decision.Verdict;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Revised;
import dev.tutti.fact.Severity;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** However the reports of one alert come: nothing goes out twice because of it, and the newest is what stands. */
class RevisionPropertyTest {

    private static final Rules RULES = Rules.rules()
            .isolatingMalware()
            .askingResponders(1)
            .with(
                    Phase.RESPOND,
                    "RES-954",
                    "Alert( severity >= Severity.HIGH, $id : id )",
                    "insert( new Proposal( $id, \"firewall.block-ip\", \"203.0.113.7\" ) );")
            .with(
                    Phase.MODERATE,
                    "MOD-954",
                    "$request : ActionRequested( capability == \"firewall.block-ip\" )",
                    "insertLogical( new ActionPermitted( $request, PermitReason.LOW_IMPACT, \"small\" ) );");

    private static final Instant MADE = Stage.START;

    @Property(tries = 100)
    void nothingGoesOutTwiceAndTheNewestStands(@ForAll long seed) {
        Random random = new Random(seed);
        List<AlertReport> reports = someReportsOfOneAlert(random);
        try (Stage stage = new Stage(RULES)) {
            Set<String> sent = new HashSet<>();
            Instant newest = Instant.EPOCH;
            boolean over = false;
            for (int i = 0; i < 25; i++) {
                AlertReport report = reports.get(random.nextInt(reports.size()));
                if (sent.add(report.digest())) { // the same again never gets this far
                    Headline headline = stage.reports(report).headline();
                    boolean stale = report.details().revisedAt().isBefore(newest);
                    assertThat(headline == Headline.STALE).isEqualTo(stale);
                    over = stale ? over : report.resolved();
                    newest = stale ? newest : report.details().revisedAt();
                }
                somethingElse(stage, random);
                assertThat(waiting(stage.partition.docket())).isLessThanOrEqualTo(over ? 0 : 1);
            }
            assertThat(dispatched(stage)).doesNotHaveDuplicates();
            assertThat(alertsInMemory(stage)).isLessThanOrEqualTo(over ? 0 : 1);
        }
    }

    /** Of one severity, for a graver one may ask again. */
    private static List<AlertReport> someReportsOfOneAlert(Random random) {
        Severity severity = random.nextBoolean() ? Severity.HIGH : Severity.LOW;
        List<AlertReport> reports = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Revised made = Revised.malware("one", "pc-1", MADE).as(severity).madeAt(MADE.plusSeconds(i));
            reports.add((random.nextInt(3) == 0 ? made.over() : made).report("digest-" + i));
        }
        return reports;
    }

    private static void somethingElse(Stage stage, Random random) {
        switch (random.nextInt(5)) {
            case 0 -> stage.waits(Duration.ofMinutes(random.nextInt(400))).ticks();
            case 1 -> vote(stage, random);
            case 2 -> outcome(stage, random);
            default -> {}
        }
    }

    private static void vote(Stage stage, Random random) {
        stage.partition.docket().open().stream()
                .filter(action -> action.state().waiting())
                .findFirst()
                .ifPresent(action -> stage.says(new Input.VoteCast(
                        action.id(),
                        "rita",
                        random.nextInt(3) == 0 ? Verdict.DISAPPROVE : Verdict.APPROVE,
                        "a test says so",
                        action.digest())));
    }

    private static void outcome(Stage stage, Random random) {
        stage.partition
                .docket()
                .open()
                .forEach(action -> stage.says(new Input.OutcomeReported(
                        action.id(),
                        action.state().name().name().equals("UNDOING") ? Operation.UNDO : Operation.DO,
                        random.nextBoolean() ? Outcome.SUCCEEDED : Outcome.FAILED,
                        "a test says so")));
    }

    private static long waiting(Docket docket) {
        return docket.open().stream().filter(action -> action.state().waiting()).count();
    }

    /** What each order does, so that the same twice is seen. */
    private static List<String> dispatched(Stage stage) {
        return stage.heard.stream()
                .flatMap(conclusion -> conclusion.orders().stream()
                        .filter(order -> order.operation() == Operation.DO)
                        .map(conclusion::ordered))
                .map(action ->
                        action.request().capability() + " " + action.request().target())
                .toList();
    }

    private static long alertsInMemory(Stage stage) {
        return stage.heard.stream()
                .map(Conclusion::input)
                .filter(Input.AlertReceived.class::isInstance)
                .map(input -> ((Input.AlertReceived) input).factId())
                .distinct()
                .filter(id -> stage.partition.session().alert(id).isPresent())
                .count();
    }
}
