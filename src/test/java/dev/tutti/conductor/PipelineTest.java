package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tutti.conductor.Reception.Receipt;
import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Kind;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a partition concludes while a batch of it is being committed. */
class PipelineTest {

    private static final String FIRST = "default";
    private static final String SECOND = "p-1";

    /** As many as are concluded together. */
    private static final int BATCH = new ConductorStage.Settings().batch();

    @Test
    void theNextIsConcludedWhileTheLastIsCommittedAndNobodyIsAnsweredBefore() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.HOST, 1)) {
            Held held = new Held(stage, FIRST, scans(stage, BATCH), scans(stage, 1));

            assertThat(held.first).isNotDone();
            assertThat(held.second).isNotDone();
            held.release();

            assertThat(decisions(held.first)).hasSize(BATCH).containsOnly("UNMATCHED");
            assertThat(decisions(held.second)).containsExactly("UNMATCHED");
            assertThat(stage.beginningsOf(FIRST)).isEqualTo(1);
        }
    }

    @Test
    void anAlertThatComesAgainWhileItIsBeingCommittedIsNoOtherAlert() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.HOST, 1)) {
            List<AlertReport> reports = scans(stage, BATCH - 1);
            AlertReport malware = stage.malware("siem", "pay-1");
            reports.add(malware);
            Held held = new Held(stage, FIRST, reports, List.of(malware));
            held.release();

            Receipt first = receipts(held.first).get(BATCH - 1);
            assertThat(receipts(held.second).get(0))
                    .isEqualTo(new Receipt(first.alertId(), "ACTED", true, first.conflict()));
            assertThat(stage.isolated()).containsExactly("pay-1");
            assertThat(stage.count("select deliveries from alert where id = '" + first.alertId() + "'"))
                    .isEqualTo(2);
            assertThat(stage.beginningsOf(FIRST)).isEqualTo(1);
        }
    }

    @Test
    void whatStandsOnABatchThatIsStaleIsConcludedAgainWithIt() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.HOST, 2)) {
            List<String> there = stage.hostsOf(SECOND);
            List<AlertReport> reports = scans(stage, BATCH - 1);
            reports.add(stage.malware("siem", there.get(0)));
            Held held = new Held(stage, SECOND, reports, List.of(stage.malware("siem", there.get(1))));
            List<String> here = stage.hostsOf(FIRST).subList(0, 2);
            here.forEach(host -> stage.receives(stage.malware("siem", host)));
            held.release();

            assertThat(decisions(held.first)).endsWith("ASKED");
            assertThat(decisions(held.second)).containsExactly("ASKED");
            assertThat(stage.isolated()).containsExactlyInAnyOrderElementsOf(here);
            assertThat(stage.beginningsOf(SECOND)).isEqualTo(2);
            assertThat(stage.count("select count(*) from alert where partition = '" + SECOND + "'"))
                    .isEqualTo(BATCH + 2);
        }
    }

    @Test
    void aBatchIsAnsweredAlsoWhenTheRulesFailOnTheNext() {
        try (ConductorStage stage = new ConductorStage(HostileRules.with(HostileRules.THROWS))) {
            CompletableFuture<Reception> first = new CompletableFuture<>();
            CompletableFuture<Reception> second = new CompletableFuture<>();
            List<AlertReport> harmless = IntStream.range(0, BATCH)
                    .mapToObj(i -> stage.malwareOn("pc-" + i))
                    .toList();
            AlertReport poison = stage.report(
                    "poison", "digest", Kind.SCAN, ObservableType.IP, ObservableRole.SOURCE, "203.0.113.9");

            stage.loop().offer(new Work.Alerts(harmless, first));
            stage.loop().offer(new Work.Alerts(List.of(poison), second));

            assertThat(decisions(first)).hasSize(BATCH);
            assertThat(decisions(second)).containsExactly("UNMATCHED");
            assertThat(stage.rules().quarantined())
                    .extracting(quarantined -> quarantined.policyId())
                    .containsExactly(HostileRules.THROWS.id());
        }
    }

    /** Two requests to a partition, of which the second is concluded while the first is held at its commit. */
    private static final class Held {
        private final CompletableFuture<Reception> first = new CompletableFuture<>();
        private final CompletableFuture<Reception> second = new CompletableFuture<>();
        private final Gate.Hold commit;

        Held(PartitionsStage stage, String partition, List<AlertReport> reports, List<AlertReport> next) {
            Gate.Hold busy = stage.gate.hold(partition);
            CompletableFuture<Reception> before =
                    stage.offers(partition, scans(stage, 1).get(0));
            busy.await();
            assertThat(before).isNotDone();
            commit = stage.gate.hold(partition);
            stage.door(partition).offer(new Work.Alerts(reports, first));
            stage.door(partition).offer(new Work.Alerts(next, second));
            busy.release();
            commit.await();
            await().atMost(Duration.ofSeconds(30)).until(() -> stage.waiting(partition) == 0);
        }

        void release() {
            commit.release();
        }
    }

    /** Of hosts of nobody, so that nothing comes of them. */
    private static List<AlertReport> scans(PartitionsStage stage, int number) {
        return new ArrayList<>(IntStream.range(0, number)
                .mapToObj(i -> stage.report("siem", "scan-" + i + "-" + System.nanoTime(), Kind.OTHER, "pc-" + i))
                .toList());
    }

    private static List<String> decisions(CompletableFuture<Reception> answer) {
        return receipts(answer).stream().map(Receipt::decision).toList();
    }

    private static List<Receipt> receipts(CompletableFuture<Reception> answer) {
        try {
            return ((Reception.Received) answer.get(30, TimeUnit.SECONDS)).receipts();
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }
}
