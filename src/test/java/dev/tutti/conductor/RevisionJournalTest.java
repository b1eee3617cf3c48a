package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.conductor.Reception.Receipt;
import dev.tutti.decision.ActionState;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import dev.tutti.decision.Revision;
import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Kind;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Revised;
import dev.tutti.fact.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What sources say again, over a real database: in one batch, in several, and with a restart in between. */
class RevisionJournalTest {

    @Test
    void anUpdateNamesTheFirstReportAndIsRecognisedWhenItComesAgain() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            Revised alert = malware(stage, "pay-1");
            AlertReport changed = alert.as(Severity.CRITICAL).report();
            String first = receives(stage, alert.report()).get(0).alertId();

            Receipt update = receives(stage, changed).get(0);
            stage.restart();
            Receipt again = receives(stage, changed).get(0);

            assertThat(update.updates()).isEqualTo(first);
            assertThat(update.alertId()).isNotEqualTo(first);
            assertThat(update.conflict()).isFalse();
            assertThat(again).isEqualTo(new Receipt(update.alertId(), update.decision(), true, false, first, false));
        }
    }

    @Test
    void anAlertAndWhatChangesItMayComeInOneBatch() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            stage.freeze("payments", Duration.ofHours(2));
            Revised alert = malware(stage, "pay-1");

            List<Receipt> receipts =
                    receives(stage, alert.report(), alert.report(), alert.over().report(), alert.report());

            assertThat(receipts)
                    .extracting(Receipt::decision)
                    .containsExactly("HELD", "SUPPRESSED", "RESOLVED", "HELD");
            assertThat(receipts.stream().skip(1).map(Receipt::updates))
                    .containsOnly(receipts.get(0).alertId());
            assertThat(revisions(stage)).containsExactly(1, 2, 3);
        }
    }

    @Test
    void whatTheAlertHadAskedForIsKnownHoursAndARestartLater() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            Revised alert = malware(stage, "pay-1");
            receives(stage, alert.report());
            assertThat(stage.isolationsOrdered()).isEqualTo(Map.of("pay-1", 1L));
            stage.says(new Input.OutcomeReported(
                    stage.isolationOf("pay-1").id(), Operation.DO, Outcome.FAILED, "a test says so"));
            stage.restart();
            stage.clock.advance(Duration.ofHours(6));

            receives(stage, alert.report());
            assertThat(stage.isolationsOrdered()).isEqualTo(Map.of("pay-1", 1L));

            receives(stage, alert.as(Severity.CRITICAL).report());
            assertThat(stage.isolationsOrdered()).isEqualTo(Map.of("pay-1", 2L));
        }
    }

    @Test
    void whatIsOverIsStillOverAfterARestart() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            stage.freeze("payments", Duration.ofHours(10));
            Revised one = malware(stage, "pay-1");
            Revised two = malware(stage, "pay-1");
            receives(stage, one.report());
            receives(stage, two.report());
            receives(stage, one.over().report());
            stage.clock.advance(Duration.ofHours(2));
            stage.restart();
            assertThat(stage.isolationOf("pay-1").state().name()).isEqualTo(ActionState.Name.HELD);

            receives(stage, two.over().report());

            assertThat(stage.isolationOf("pay-1").state().name()).isEqualTo(ActionState.Name.WITHDRAWN);
            assertThat(stage.isolationsOrdered()).isEmpty();
        }
    }

    @Test
    void whatWasWithdrawnWithItsAlertIsAskedForAgainWhenThatIsOpenAgainAfterARestart() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            stage.freeze("payments", Duration.ofHours(10));
            Revised alert = malware(stage, "pay-1");
            receives(stage, alert.report());
            receives(stage, alert.over().report());
            stage.restart();

            assertThat(receives(stage, alert.report()).get(0).decision()).isEqualTo("HELD");
        }
    }

    @Test
    void whatComesLateIsStaleAlsoAfterARestart() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            stage.freeze("payments", Duration.ofHours(10));
            Instant made = stage.clock.instant();
            Revised alert = malware(stage, "pay-1");
            receives(stage, alert.madeAt(made.plusSeconds(10)).report());
            stage.restart();

            Receipt late = receives(stage, alert.madeAt(made).over().report()).get(0);

            assertThat(late.stale()).isTrue();
            assertThat(late.decision()).isEqualTo("STALE");
            assertThat(stage.isolationOf("pay-1").state().name()).isEqualTo(ActionState.Name.HELD);
        }
    }

    @Test
    void nobodyResolvesAnAlertOfASourceThatDoesNotReviseByItsId() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            stage.freeze("payments", Duration.ofHours(10));
            AlertReport plain =
                    stage.report("plain", "digest", Kind.MALWARE, ObservableType.HOST, ObservableRole.TARGET, "pay-1");
            AlertReport borrowed = withSource(Revised.malware("plain", "pay-1", stage.clock.instant())
                    .of(stage.name)
                    .over()
                    .report());
            receives(stage, plain);

            Receipt receipt = receives(stage, borrowed).get(0);

            assertThat(receipt.conflict()).isTrue();
            assertThat(receipt.updates()).isEmpty();
            assertThat(stage.isolationOf("pay-1").state().name()).isEqualTo(ActionState.Name.HELD);
        }
    }

    @Test
    void anUpdateGoesWhereItsAlertIsAtHome() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.HOST, 2)) {
            String here = stage.hostsOf("default").get(0);
            String there = stage.hostsOf("p-1").get(0);
            Revised alert = Revised.malware("moves", here, stage.clock.instant());
            Receipt first = stage.receives(alert.report()).get(0);

            stage.receives(alert.on(there).report(), stage.malware("siem", there));
            stage.restart(stage.partitioning);
            Receipt last = stage.receives(alert.on(there).over().report()).get(0);

            assertThat(last.updates()).isEqualTo(first.alertId());
            assertThat(stage.committedBy("default").stream()
                            .map(Conclusion::input)
                            .filter(input -> input instanceof Input.AlertReceived received
                                    && received.report().sourceId().equals("moves")))
                    .hasSize(3);
        }
    }

    @Test
    void whatAnAlertOfAnotherPartitionAsksForTooStays() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.HOST, 2)) {
            // The third isolation within the hour waits for people.
            stage.hostsOf("default").subList(1, 3).forEach(host -> stage.receives(stage.malware("siem", host)));
            String host = stage.hostsOf("default").get(0);
            Revised alert =
                    Revised.malware("shared", host, stage.clock.instant()).as(Severity.HIGH);
            stage.receives(alert.report());
            assertThat(stage.isolationOf(host).state().name()).isEqualTo(ActionState.Name.AWAITING_APPROVAL);
            Reception joined = stage.offers("p-1", stage.malware("siem", host)).join();
            assertThat(((Reception.Received) joined).receipts().get(0).decision())
                    .isEqualTo("SUPPRESSED");

            stage.receives(alert.over().report());

            assertThat(stage.isolationOf(host).state().name()).isEqualTo(ActionState.Name.AWAITING_APPROVAL);
        }
    }

    private static Revised malware(ConductorStage stage, String host) {
        return Revised.malware("id-" + UUID.randomUUID(), host, stage.clock.instant())
                .of(stage.name)
                .as(Severity.HIGH);
    }

    private static AlertReport withSource(AlertReport report) {
        return new AlertReport(
                report.tenant(),
                "siem",
                report.sourceId(),
                report.digest(),
                report.title(),
                report.rule(),
                report.kind(),
                report.severity(),
                report.score(),
                report.severityOriginal(),
                report.mappingVersion(),
                report.techniques(),
                report.observables(),
                report.observedAt(),
                report.raw(),
                report.details());
    }

    private static List<Receipt> receives(ConductorStage stage, AlertReport... reports) {
        return ((Reception.Received) stage.receives(reports)).receipts();
    }

    private static List<Integer> revisions(ConductorStage stage) {
        return List.copyOf(stage.committed).stream()
                .map(Conclusion::input)
                .flatMap(input ->
                        input instanceof Input.AlertReceived received ? received.update().stream() : Stream.empty())
                .map(Revision::number)
                .toList();
    }
}
