package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.conductor.Reception.Busy;
import dev.tutti.conductor.Reception.BusyReason;
import dev.tutti.conductor.Reception.Receipt;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Input;
import dev.tutti.decision.OpenElsewhere;
import dev.tutti.decision.Refusal;
import dev.tutti.decision.SourceId;
import dev.tutti.decision.Verdict;
import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Service;
import dev.tutti.fact.TargetType;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionsTest {

    private static final Partitioning BY_HOST = new Partitioning(List.of(AlertComponent.HOST), 3);
    private static final Input STATED =
            new Input.ContextStated(new Service("payments", "paula", Criticality.NORMAL), "ada");
    private static final Input ENDED = new Input.ContextEnded("Service:payments", "ada");

    private final Map<String, FakeDoor> doors = new LinkedHashMap<>();
    private final Map<String, String> rows = new HashMap<>();
    private final Map<SourceId, String> homes = new HashMap<>();
    private final List<String> heard = new ArrayList<>();
    private final Partitions partitions;

    PartitionsTest() {
        for (String name : BY_HOST.names()) {
            doors.put(name, new FakeDoor(name));
        }
        partitions = new Partitions(
                BY_HOST,
                doors,
                new Owners(id -> Optional.ofNullable(rows.get(id))),
                new Homes(ids -> homes, Runnable::run),
                capability -> TargetType.HOST,
                Duration.ofMillis(200));
    }

    @Test
    void aRequestForSeveralPartitionsIsAnsweredAsOneInOrder() {
        List<AlertReport> reports = reports(40);

        Reception.Received received =
                (Reception.Received) partitions.receive(reports).join();

        assertThat(received.receipts())
                .extracting(Receipt::alertId)
                .containsExactlyElementsOf(
                        reports.stream().map(AlertReport::sourceId).toList());
        assertThat(heard).containsExactlyInAnyOrder("default", "p-1", "p-2");
    }

    @Test
    void whenOneOfThemIsBusyTheWholeRequestIsToldToComeAgain() {
        door("p-2").refusing = Optional.of(BusyReason.QUEUE_FULL);

        assertThat(partitions.receive(reports(40)).join())
                .isInstanceOfSatisfying(
                        Busy.class, busy -> assertThat(busy.reason()).isEqualTo(BusyReason.QUEUE_FULL));
    }

    @Test
    void nobodyIsAskedWhileOneOfThemRebuilds() {
        door("p-2").state = LoopState.REBUILDING;

        assertThat(partitions.receive(reports(40)).join())
                .isInstanceOfSatisfying(
                        Busy.class, busy -> assertThat(busy.reason()).isEqualTo(BusyReason.REBUILDING));
        assertThat(heard).isEmpty();
    }

    @Test
    void aPartitionThatSaysNothingIsWaitedForUntilThePatienceIsAtItsEnd() {
        door("p-2").silent = true;

        assertThat(partitions.receive(reports(40)).join()).isInstanceOf(Busy.class);
    }

    @Test
    void aVoteGoesToThePartitionThatOpenedTheAction() {
        rows.put("action-1", "p-2");

        partitions.submit(vote("action-1"));
        rows.clear();
        partitions.submit(vote("action-1"));

        assertThat(heard).containsExactly("p-2", "p-2");
    }

    @Test
    void aVoteOnWhatNobodyKnowsIsRefusedByTheFirst() {
        rows.put("closed", "p-9");

        partitions.submit(vote("nothing"));
        partitions.submit(vote("closed"));

        assertThat(heard).containsExactly("default", "default");
    }

    @Test
    void aProposalThatMeetsAnActionOfAnotherPartitionIsHandedOn() {
        Input.ActionProposed proposed =
                new Input.ActionProposed("rita", "default", "edr.isolate-host", "pc-1", List.of(), "seen");
        String first = BY_HOST.of(proposed, TargetType.HOST);
        String other = first.equals("p-1") ? "p-2" : "p-1";
        door(first).answer = new Answer.UnderWayElsewhere(new OpenElsewhere("same", "action-1", other));

        Desk.Hearing hearing = partitions.submit(proposed);

        assertThat(heard).containsExactly(first, other);
        assertThat(hearing).isEqualTo(new Desk.Hearing.Heard(new Answer.Noted()));
    }

    @Test
    void whatTheOrganisationSaysIsToldToAllAndToTheFirstLast() {
        assertThat(partitions.submit(STATED)).isEqualTo(new Desk.Hearing.Heard(new Answer.Noted()));

        assertThat(heard).containsExactly("p-1", "p-2", "default");
    }

    @Test
    void whatOneOfThemDidNotTakeIsNotToldToTheFirstSoThatItCanBeToldAgain() {
        door("p-2").refusing = Optional.of(BusyReason.QUEUE_FULL);

        assertThat(partitions.submit(STATED)).isInstanceOf(Desk.Hearing.Busy.class);
        assertThat(heard).doesNotContain("default");

        door("p-2").refusing = Optional.empty();
        assertThat(partitions.submit(STATED)).isInstanceOf(Desk.Hearing.Heard.class);
        assertThat(heard).endsWith("p-1", "p-2", "default");
    }

    @Test
    void whatOneOfThemCouldNotTakeIsNotToldToTheFirst() {
        Answer setAside = new Answer.Refused(Refusal.SET_ASIDE);
        door("p-2").answer = setAside;

        assertThat(partitions.submit(STATED)).isEqualTo(new Desk.Hearing.Heard(setAside));
        assertThat(heard).doesNotContain("default");
    }

    @Test
    void anEndThatSomeHaveHeardBeforeIsTakenAndOneThatAllHaveIsUnknown() {
        Answer unknown = new Answer.Refused(Refusal.UNKNOWN_FACT);
        door("p-1").answer = unknown;

        assertThat(partitions.submit(ENDED)).isEqualTo(new Desk.Hearing.Heard(new Answer.Noted()));

        door("p-2").answer = unknown;
        door("default").answer = unknown;
        assertThat(partitions.submit(ENDED)).isEqualTo(new Desk.Hearing.Heard(unknown));
    }

    @Test
    void anEndThatOnlyTheFirstHasHeardBeforeIsTakenToo() {
        door("default").answer = new Answer.Refused(Refusal.UNKNOWN_FACT);

        assertThat(partitions.submit(ENDED)).isEqualTo(new Desk.Hearing.Heard(new Answer.Noted()));
    }

    @Test
    void whoWouldHearAnUpdateIsWhereTheAlertIsAtHomeAndAskingIsNotRemembered() throws SQLException {
        AlertReport update = PartitioningTest.revisableOf("default", "pc-1");
        String here = BY_HOST.of(update);
        String home = here.equals("p-1") ? "p-2" : "p-1";

        assertThat(partitions.wouldHear(List.of(update))).containsExactly(here);
        homes.put(SourceId.of(update), home);
        assertThat(partitions.wouldHear(List.of(update))).containsExactly(home);

        partitions.receive(List.of(update)).join();
        assertThat(heard).containsExactly(home);
    }

    private FakeDoor door(String name) {
        return Objects.requireNonNull(doors.get(name));
    }

    private static Input vote(String actionId) {
        return new Input.VoteCast(actionId, "rita", Verdict.APPROVE, "seen", "digest");
    }

    private static List<AlertReport> reports(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> PartitioningTest.alertOf("default", "pc-" + i))
                .toList();
    }

    /** A partition that answers at once, on the caller's thread. */
    private final class FakeDoor implements Door {

        private final String name;
        private LoopState state = LoopState.READY;
        private Optional<BusyReason> refusing = Optional.empty();
        private boolean silent;
        private Answer answer = new Answer.Noted();

        FakeDoor(String name) {
            this.name = name;
        }

        @Override
        public LoopState state() {
            return state;
        }

        @Override
        public void offer(Work work) {
            heard.add(name);
            if (refusing.isPresent()) {
                work.refuse(new Busy(Duration.ofSeconds(2), refusing.get()));
            } else if (!silent && work instanceof Work.Alerts alerts) {
                alerts.answer()
                        .complete(new Reception.Received(alerts.reports().stream()
                                .map(report -> new Receipt(report.sourceId(), "UNMATCHED", false, false))
                                .toList()));
            } else if (!silent && work instanceof Work.Single single) {
                single.answer(answer);
            }
        }
    }
}
