package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tutti.conductor.Reception.Receipt;
import dev.tutti.decision.Action;
import dev.tutti.decision.ActionState;
import dev.tutti.decision.Answer;
import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Docket;
import dev.tutti.decision.Input;
import dev.tutti.decision.Verdict;
import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Kind;
import dev.tutti.fact.NoTouch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeveralPartitionsTest {

    private static final String FIRST = "default";
    private static final String SECOND = "p-1";

    @Test
    void twoPartitionsAtOnceNeverSpendMoreThanTheBudget() throws Exception {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.HOST, 2)) {
            for (int round = 0; round < 6; round++) {
                int before = stage.isolated().size();
                List<String> here = stage.hostsOf(FIRST).subList(2 * round, 2 * round + 2);
                List<String> there = stage.hostsOf(SECOND).subList(2 * round, 2 * round + 2);

                atOnce(
                        () -> here.forEach(host -> stage.receives(stage.malware("siem", host))),
                        () -> there.forEach(host -> stage.receives(stage.malware("siem", host))));

                assertThat(stage.isolated()).hasSize(before + 2);
                assertThat(Stream.concat(here.stream(), there.stream())
                                .map(host -> stage.isolationOf(host).state().name()))
                        .containsOnly(ActionState.Name.DISPATCHED, ActionState.Name.AWAITING_APPROVAL);
                stage.clock.advance(Duration.ofMinutes(61));
            }
        }
    }

    @Test
    void whatWasSpentWhileAPartitionConcludedIsHeardBeforeItConcludesAgain() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.HOST, 2)) {
            String late = stage.hostsOf(SECOND).get(0);
            Gate.Hold hold = stage.gate.hold(SECOND);
            CompletableFuture<Reception> answer = stage.offers(SECOND, stage.malware("siem", late));
            hold.await();
            stage.hostsOf(FIRST).subList(0, 2).forEach(host -> stage.receives(stage.malware("siem", host)));

            hold.release();

            assertThat(only(answer).decision()).isEqualTo("ASKED");
            assertThat(stage.isolated()).hasSize(2).doesNotContain(late);
            assertThat(stage.beginningsOf(SECOND)).isEqualTo(2);
        }
    }

    @Test
    void whatOthersSpentAndStillFitsCostsNobodyARebuild() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.HOST, 2)) {
            String late = stage.hostsOf(SECOND).get(0);
            Gate.Hold hold = stage.gate.hold(SECOND);
            CompletableFuture<Reception> answer = stage.offers(SECOND, stage.malware("siem", late));
            hold.await();
            stage.receives(stage.malware("siem", stage.hostsOf(FIRST).get(0)));

            hold.release();

            assertThat(only(answer).decision()).isEqualTo("ACTED");
            assertThat(stage.isolated()).hasSize(2);
            assertThat(stage.beginningsOf(SECOND)).isEqualTo(1);
            assertThat(only(stage.offers(
                                    SECOND,
                                    stage.malware("siem", stage.hostsOf(SECOND).get(1))))
                            .decision())
                    .isEqualTo("ASKED");
        }
    }

    @Test
    void theSameWantedInTwoPartitionsIsOneActionWithTwoCauses() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.SOURCE, 2)) {
            Gate.Hold hold = stage.gate.hold(SECOND);
            CompletableFuture<Reception> answer = stage.offers(SECOND, stage.malware(stage.sourceOf(SECOND), "pay-1"));
            hold.await();
            stage.receives(stage.malware(stage.sourceOf(FIRST), "pay-1"));

            hold.release();

            assertThat(only(answer).decision()).isEqualTo("SUPPRESSED");
            assertThat(stage.isolated()).containsExactly("pay-1");
            assertThat(stage.count("select count(*) from action_cause where action_id = '"
                            + stage.isolationOf("pay-1").id() + "'"))
                    .isEqualTo(2);
        }
    }

    @Test
    void anActionHeardOfIsJoinedWithoutConcludingTwiceAndForgottenWhenItIsOver() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.SOURCE, 2)) {
            spend(stage);
            stage.receives(stage.malware(stage.sourceOf(FIRST), "pay-1"));
            stage.receives(stage.malware(stage.sourceOf(SECOND), "pay-1"));
            long beginnings = stage.beginningsOf(SECOND);

            assertThat(only(stage.receives(stage.malware(stage.sourceOf(SECOND), "pay-1")))
                            .decision())
                    .isEqualTo("SUPPRESSED");
            assertThat(stage.beginningsOf(SECOND)).isEqualTo(beginnings);

            Action first = stage.isolationOf("pay-1");
            stage.says(new Input.WithdrawalAsked(first.id(), "rita", "a test"));
            stage.receives(stage.malware(stage.sourceOf(SECOND), "pay-1"));

            assertThat(stage.isolationOf("pay-1").id()).isNotEqualTo(first.id());
            assertThat(stage.isolationOf("pay-1").state().name()).isEqualTo(ActionState.Name.AWAITING_APPROVAL);
        }
    }

    @Test
    void whatAPartitionHasHeardItStillKnowsAfterARestart() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.SOURCE, 2)) {
            spend(stage);
            stage.receives(stage.malware(stage.sourceOf(FIRST), "pay-1"));
            stage.receives(stage.malware(stage.sourceOf(SECOND), "pay-1"));

            stage.restart(stage.partitioning);

            long beginnings = stage.beginningsOf(SECOND);
            assertThat(stage.receives(
                            stage.malware(stage.sourceOf(SECOND), "pay-1"),
                            stage.malware(stage.sourceOf(SECOND), "pay-2")))
                    .extracting(Receipt::decision)
                    .containsExactly("SUPPRESSED", "ASKED");
            assertThat(stage.isolationOf("pay-2").state().name()).isEqualTo(ActionState.Name.AWAITING_APPROVAL);
            assertThat(stage.beginningsOf(SECOND)).isEqualTo(beginnings);
        }
    }

    @Test
    void whoProposesWhatAnotherPartitionHasOpenedHasNoVoteThere() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.SOURCE, 2)) {
            spend(stage);
            Input.ActionProposed proposal = proposal("rita", "pay-1");
            String there = stage.partitioning
                            .of(proposal, dev.tutti.fact.TargetType.HOST)
                            .equals(FIRST)
                    ? SECOND
                    : FIRST;
            stage.receives(stage.malware(stage.sourceOf(there), "pay-1"));
            Action action = stage.isolationOf("pay-1");

            Answer answer = stage.says(proposal);

            assertThat(answer).isInstanceOfSatisfying(Answer.Granted.class, granted -> {
                assertThat(granted.joined()).isTrue();
                assertThat(granted.action().id()).isEqualTo(action.id());
                assertThat(granted.action().proposers()).containsExactly("rita");
            });
        }
    }

    @Test
    void aVoteFindsTheActionOfAnotherPartition() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.SOURCE, 2)) {
            spend(stage);
            stage.receives(stage.malware(stage.sourceOf(SECOND), "pay-1"));
            Action asked = stage.isolationOf("pay-1");

            for (String person : List.of("rita", "ravi")) {
                stage.says(new Input.VoteCast(asked.id(), person, Verdict.APPROVE, "seen", asked.digest()));
            }

            assertThat(stage.isolated()).contains("pay-1");
        }
    }

    @Test
    void whatTheOrganisationSaysHoldsInEveryPartitionAlsoInOneThatIsNew() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.HOST, 1)) {
            stage.state(new NoTouch("pay-1", "the heart of it"));
            stage.state(new NoTouch("pay-2", "the heart of it"));

            stage.restart(new Partitioning(List.of(AlertComponent.HOST), 8));
            List<String> decisions = Stream.of("pay-1", "pay-2")
                    .map(host ->
                            only(stage.receives(stage.malware("siem", host))).decision())
                    .toList();
            stage.state(new NoTouch("pay-3", "the heart of it"));
            stage.restart(stage.partitioning);

            assertThat(decisions).containsExactly("DENIED", "DENIED");
            assertThat(only(stage.receives(stage.malware("siem", "pay-3"))).decision())
                    .isEqualTo("DENIED");
            assertThat(stage.count("select count(distinct partition) from context_entry"
                            + " where fact_id = 'NoTouch:pay-3' and until_sequence is null"))
                    .isEqualTo(8);
        }
    }

    @Test
    void anActionOfAPartitionThatIsNoLongerConfiguredIsStillDecidedOn() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.SOURCE, 2)) {
            spend(stage);
            AlertReport report = stage.malware(stage.sourceOf(SECOND), "pay-1");
            stage.receives(report);
            Action asked = stage.isolationOf("pay-1");

            stage.restart(new Partitioning(List.of(AlertComponent.SOURCE), 1));
            for (String person : List.of("rita", "ravi")) {
                stage.says(new Input.VoteCast(asked.id(), person, Verdict.APPROVE, "seen", asked.digest()));
            }

            assertThat(stage.isolated()).contains("pay-1");
            assertThat(only(stage.receives(report)).duplicate()).isTrue();
        }
    }

    @Test
    void moreDebitsThanFitIntoOneInputAreAllHeardOf() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.HOST, 2)) {
            stage.receives(stage.malware("siem", stage.hostsOf(FIRST).get(0)));
            await().until(() -> heardOf(stage, SECOND), actions -> actions == 1);
            stage.debitByAnotherProcess("isolations", 1_500);

            stage.receives(stage.malware("siem", stage.hostsOf(FIRST).get(1)));

            await().atMost(Duration.ofSeconds(20)).until(() -> heardOf(stage, SECOND), actions -> actions == 1_502);
            assertThat(stage.committedBy(SECOND))
                    .filteredOn(conclusion -> conclusion.input() instanceof Input.HeardElsewhere heard
                            && heard.budgets().stream()
                                    .anyMatch(drawn -> drawn.uses().size() > 1_000))
                    .isEmpty();
        }
    }

    /** How many debits of others a partition has heard of. */
    private static int heardOf(PartitionsStage stage, String partition) {
        return stage.committedBy(partition).stream()
                .filter(conclusion -> conclusion.input() instanceof Input.HeardElsewhere)
                .flatMap(conclusion -> ((Input.HeardElsewhere) conclusion.input()).budgets().stream())
                .mapToInt(drawn -> drawn.uses().size())
                .sum();
    }

    @Test
    void aNewPartitionIsToldAllOfALargeContext() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.HOST, 1)) {
            stage.state(new NoTouch("pay-1", "the heart of it"));
            stage.stop();
            stage.change("insert into context_entry select e.partition, 'NoTouch:x-' || i, e.kind,"
                    + " replace(e.body::text, 'pay-1', 'x-' || i)::jsonb, e.stated_by, e.stated_at, e.from_sequence, null"
                    + " from context_entry e, generate_series(1, 1200) i where e.fact_id = 'NoTouch:pay-1'");

            stage.restart(new Partitioning(List.of(AlertComponent.HOST), 2));

            assertThat(stage.count("select count(*) from context_entry where partition = 'p-1'"))
                    .isEqualTo(stage.count("select count(*) from context_entry where partition = 'default'"));
        }
    }

    @Test
    void oneReportThatReachesTwoPartitionsIsDecidedOnce() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.SOURCE, 2)) {
            AlertReport report = stage.malware("siem", "pay-1");
            Gate.Hold hold = stage.gate.hold(SECOND);
            CompletableFuture<Reception> second = stage.offers(SECOND, report);
            hold.await();
            Receipt first = only(stage.offers(FIRST, report));

            hold.release();

            assertThat(only(second)).isEqualTo(new Receipt(first.alertId(), first.decision(), true, false));
            assertThat(stage.isolated()).containsExactly("pay-1");
        }
    }

    @Test
    void aPartitionThatStandsStillKeepsNobodyElseWaiting() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.HOST, 2)) {
            Gate.Hold hold = stage.gate.hold(SECOND);
            CompletableFuture<Reception> slow = stage.offers(
                    SECOND, stage.malware("siem", stage.hostsOf(SECOND).get(0)));
            hold.await();

            List<Receipt> quick = stage.receives(
                    stage.malware("siem", stage.hostsOf(FIRST).get(0)),
                    stage.malware("siem", stage.hostsOf(FIRST).get(1)));

            assertThat(quick).extracting(Receipt::decision).containsExactly("ACTED", "ACTED");
            assertThat(slow).isNotDone();
            hold.release();
            only(slow);
        }
    }

    @Test
    void aPartitionOnWhoseInputTheRulesFailStopsNobodyElse() {
        try (PartitionsStage stage =
                new PartitionsStage(HostileRules.with(HostileRules.NAMELESS), AlertComponent.HOST, 2)) {
            CompletableFuture<Reception> poison = stage.offers(
                    SECOND,
                    stage.report(
                            "siem", "poison", Kind.SCAN, stage.hostsOf(SECOND).get(0)));

            List<Receipt> others =
                    stage.receives(stage.malware("siem", stage.hostsOf(FIRST).get(0)));

            assertThat(only(others).decision()).isEqualTo("ACTED");
            assertThat(only(poison).decision()).isEqualTo("SET_ASIDE");
            assertThat(stage.beginningsOf(FIRST)).isEqualTo(1);
            assertThat(stage.beginningsOf(SECOND)).isGreaterThan(1);
        }
    }

    @Test
    void aPolicyThatAnotherPartitionHasJustTakenOutOfForceCostsNoAlertItsDecision() {
        try (PartitionsStage stage =
                new PartitionsStage(HostileRules.with(HostileRules.THROWS), AlertComponent.HOST, 2)) {
            stage.stop();
            stage.change("update partition set open = true"); // as a crash leaves it
            stage.restart(stage.partitioning);
            Gate.Hold rebuilding = stage.gate.hold(SECOND);
            CompletableFuture<Reception> late = stage.offers(
                    SECOND,
                    stage.report(
                            "siem", "poison", Kind.SCAN, stage.hostsOf(SECOND).get(0)));
            rebuilding.await();
            Receipt first = only(stage.offers(
                    FIRST,
                    stage.report(
                            "siem", "another", Kind.SCAN, stage.hostsOf(FIRST).get(0))));

            rebuilding.release();

            assertThat(first.decision()).isEqualTo("UNMATCHED");
            assertThat(only(late).decision()).isEqualTo("UNMATCHED");
        }
    }

    @Test
    void aRequestForSeveralPartitionsIsAnsweredInOrder() {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.HOST, 4)) {
            AlertReport[] reports = Stream.iterate(1, i -> i + 1)
                    .limit(20)
                    .map(i -> stage.report("siem", "id-" + i, i % 2 == 0 ? Kind.OTHER : Kind.MALWARE, "pay-" + i))
                    .toArray(AlertReport[]::new);

            List<Receipt> receipts = stage.receives(reports);
            List<Receipt> again = stage.receives(reports);

            for (int i = 0; i < reports.length; i++) {
                assertThat(receipts.get(i).decision().equals("UNMATCHED")).isEqualTo(i % 2 == 1);
                assertThat(again.get(i).alertId()).isEqualTo(receipts.get(i).alertId());
                assertThat(again.get(i).duplicate()).isTrue();
            }
        }
    }

    @Test
    void aReplayOfEachJournalConcludesTheSame() throws Exception {
        try (PartitionsStage stage = new PartitionsStage(AlertComponent.SOURCE, 2)) {
            atOnce(() -> storm(stage, FIRST), () -> storm(stage, SECOND));

            for (String partition : List.of(FIRST, SECOND)) {
                List<Conclusion> journal = stage.committedBy(partition);
                try (var replayed = new dev.tutti.engine.Partition(
                        stage.ruleBase(), new Docket(stage.terms(partition), new BudgetLedger()))) {
                    for (Conclusion before : journal) {
                        Conclusion after = replayed.apply(before.input(), before.at());
                        assertThat(after.sequence()).isEqualTo(before.sequence());
                        assertThat(after.decisions()).isEqualTo(before.decisions());
                        assertThat(after.transitions()).isEqualTo(before.transitions());
                        assertThat(after.debits()).isEqualTo(before.debits());
                        assertThat(after.orders()).isEqualTo(before.orders());
                        assertThat(after.causes()).isEqualTo(before.causes());
                    }
                }
            }
            assertThat(List.copyOf(stage.committed))
                    .filteredOn(conclusion -> conclusion.input() instanceof Input.HeardElsewhere)
                    .isNotEmpty();
        }
    }

    /** Uses up the budget of isolations, each from another partition. */
    private static void spend(PartitionsStage stage) {
        stage.receives(stage.malware(stage.sourceOf(FIRST), "pay-39"));
        stage.receives(stage.malware(stage.sourceOf(SECOND), "pay-40"));
    }

    private static void storm(PartitionsStage stage, String partition) {
        String source = stage.sourceOf(partition);
        for (int i = 1; i <= 12; i++) {
            stage.receives(stage.malware(source, "pay-" + i));
        }
    }

    private static Input.ActionProposed proposal(String person, String host) {
        return new Input.ActionProposed(person, "default", "edr.isolate-host", host, List.of(), "seen");
    }

    static void atOnce(Runnable... works) throws Exception {
        CyclicBarrier start = new CyclicBarrier(works.length);
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (Runnable work : works) {
            running.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            start.await(30, TimeUnit.SECONDS);
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                        work.run();
                    },
                    task -> new Thread(task).start()));
        }
        for (CompletableFuture<Void> each : running) {
            each.get(120, TimeUnit.SECONDS);
        }
    }

    private static Receipt only(CompletableFuture<Reception> answer) {
        try {
            return ((Reception.Received) answer.get(60, TimeUnit.SECONDS))
                    .receipts()
                    .get(0);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Receipt only(List<Receipt> receipts) {
        return receipts.get(0);
    }
}
