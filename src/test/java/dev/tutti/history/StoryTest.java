package dev.tutti.history;

import static dev.tutti.history.HistoryDatabase.MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoryTest {

    private final Database history = HistoryDatabase.history();

    @Test
    void tellsAHeldAlertFromItsArrivalToTheOutcomeOfItsAction() {
        Story story = story(MORNING.heldAlert);

        assertThat(story.timeline())
                .extracting(entry -> entry.at() + " " + entry.kind() + " " + entry.text())
                .containsExactly(
                        "2026-03-01T10:05:00Z ALERT morning reported \"Something on pc-1\" (MALWARE, HIGH)",
                        "2026-03-01T10:05:00Z FIRING Rule \"Rule of RES-900\" of RES-900 fired and concluded Proposal",
                        "2026-03-01T10:05:00Z FIRING Rule \"Rule of TIM-900\" of TIM-900 fired and concluded ActionHeld",
                        "2026-03-01T10:05:00Z FIRING Rule \"Rule of MOD-900\" of MOD-900 fired and concluded"
                                + " ActionPermitted",
                        "2026-03-01T10:05:00Z DECISION Decided HELD: edr.isolate-host on pc-1 is HELD",
                        "2026-03-01T10:05:00Z ACTION edr.isolate-host on pc-1 was asked for",
                        "2026-03-01T10:05:00Z JUDGEMENT ActionHeld CHANGE_FREEZE: a freeze covers intranet",
                        "2026-03-01T10:05:00Z JUDGEMENT ActionPermitted STANDING_CONSENT: the intranet agreed",
                        "2026-03-01T10:05:00Z TRANSITION edr.isolate-host on pc-1 went from REQUESTED to HELD:"
                                + " a freeze covers intranet (CHANGE_FREEZE)",
                        "2026-03-01T12:00:00Z JUDGEMENT No longer stands: ActionHeld CHANGE_FREEZE:"
                                + " a freeze covers intranet",
                        "2026-03-01T12:00:00Z TRANSITION edr.isolate-host on pc-1 went from HELD to PERMITTED:"
                                + " the intranet agreed (STANDING_CONSENT)",
                        "2026-03-01T12:00:00Z TRANSITION edr.isolate-host on pc-1 went from PERMITTED to DISPATCHED:"
                                + " the intranet agreed (STANDING_CONSENT)",
                        "2026-03-01T12:00:00.500Z ATTEMPT edr-main was called to do edr.isolate-host on pc-1, attempt 1",
                        "2026-03-01T12:00:02Z OUTCOME edr-main answered SUCCEEDED: isolated",
                        "2026-03-01T12:00:02Z FIRING Rule \"Rule of RES-902\" of RES-902 fired and concluded Proposal",
                        "2026-03-01T12:00:02Z TRANSITION edr.isolate-host on pc-1 went from DISPATCHED to SUCCEEDED:"
                                + " isolated (SUCCEEDED)");
    }

    @Test
    void saysOfEveryEntryWhoDidItOnWhichPoliciesAndWhatItIsAbout() {
        Story story = story(MORNING.heldAlert);

        assertThat(entry(story, Timeline.Kind.ALERT))
                .returns("morning", Timeline.Entry::by)
                .returns("alert:" + MORNING.heldAlert, Timeline.Entry::ref);
        assertThat(entry(story, Timeline.Kind.FIRING))
                .returns(List.of("RES-900"), Timeline.Entry::policies)
                .returns("firing:" + story.firings().get(0).id(), Timeline.Entry::ref);
        assertThat(entry(story, Timeline.Kind.DECISION)).returns(List.of("TIM-900"), Timeline.Entry::policies);
        assertThat(entry(story, Timeline.Kind.JUDGEMENT))
                .returns(List.of("TIM-900"), Timeline.Entry::policies)
                .returns("action:" + MORNING.isolation, Timeline.Entry::ref);
        assertThat(entry(story, Timeline.Kind.ATTEMPT)).returns("edr-main", Timeline.Entry::by);
        assertThat(story.timeline()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(story.truncated()).isEmpty();
    }

    @Test
    void tellsVotesAlsoThoseThatDoNotCount() {
        Story story = story(MORNING.askedAlert);

        assertThat(story.timeline())
                .filteredOn(entry -> entry.kind() == Timeline.Kind.VOTE)
                .extracting(entry -> entry.by() + ": " + entry.text())
                .containsExactly(
                        "rita: rita said APPROVE of edr.isolate-host on pay-db-1, which does not count"
                                + " (DIGEST_MISMATCH): seen too early",
                        "rita: rita said APPROVE of edr.isolate-host on pay-db-1: it is ransomware");
        assertThat(story.actions().get(0).action().votes())
                .extracting(Actions.Vote::refusal)
                .containsExactly("DIGEST_MISMATCH", "");
    }

    @Test
    void tellsWhatTheToolAnswered() {
        assertThat(story(MORNING.heldAlert).actions().get(0).action().results())
                .containsExactly(Map.entry("evidence", "case-7"), Map.entry("state", "isolated"));
        assertThat(story(MORNING.askedAlert).actions().get(0).action().results())
                .isEmpty();
    }

    @Test
    void tellsTheWholeLifeOfAnActionThatAnEarlierAlertOpened() {
        Story story = story(MORNING.repeatedAlert);

        assertThat(story.decision().headline()).isEqualTo("SUPPRESSED");
        assertThat(story.actions()).extracting(each -> each.action().id()).containsExactly(MORNING.isolation);
        assertThat(story.actions().get(0).causes())
                .extracting(ActionDetails.Cause::alertId)
                .containsExactly(MORNING.heldAlert, MORNING.joinedAlert, MORNING.repeatedAlert);
        assertThat(story.timeline().get(0).kind()).isEqualTo(Timeline.Kind.FIRING);
        assertThat(story.firings())
                .extracting(Firings.Item::policyId)
                .containsExactly("TIM-900", "MOD-900", "RES-902", "RES-900");
    }

    @Test
    void tellsHowManyAlertsAnActionSwallowed() {
        assertThat(details(MORNING.isolation).orElseThrow().swallowed().repeats())
                .isEqualTo(2);
        assertThat(details(MORNING.askedIsolation).orElseThrow().swallowed().repeats())
                .isZero();
    }

    @Test
    void saysAtTheEndOfAnActionHowManyAlertsItSwallowed() {
        ActionDetails details = details(MORNING.isolation).orElseThrow();
        Timeline open = new Timeline();
        open.add(details);
        Timeline over = new Timeline();
        over.add(closed(details));

        assertThat(open.entries()).extracting(Timeline.Entry::kind).doesNotContain(Timeline.Kind.END);
        assertThat(over.entries().get(over.entries().size() - 1))
                .returns(Timeline.Kind.END, Timeline.Entry::kind)
                .returns(details.swallowed().changedSequence(), Timeline.Entry::sequence)
                .returns("edr.isolate-host on pc-1 is over; it swallowed 2 further alerts", Timeline.Entry::text);
    }

    @Test
    void namesTheAlertsThatAreInConflict() {
        assertThat(story(MORNING.namesake).alert())
                .returns(true, Alerts.Item::conflict)
                .returns(List.of(MORNING.scanAlert), Alerts.Item::inConflictWith);
        assertThat(story(MORNING.scanAlert).alert())
                .returns(false, Alerts.Item::conflict)
                .returns(List.of(MORNING.namesake), Alerts.Item::inConflictWith);
        assertThat(story(MORNING.namesake).timeline())
                .extracting(Timeline.Entry::text)
                .containsExactly(
                        "morning reported \"Something on 203.0.113.9\" (OTHER, HIGH), under a source id that another"
                                + " report had before",
                        "Decided UNMATCHED: nothing is done");
    }

    @Test
    void tellsAnActionWithItsTransitionsAndAttempts() {
        ActionDetails details = details(MORNING.isolation).orElseThrow();

        assertThat(details.transitions())
                .extracting(ActionDetails.Transition::to)
                .containsExactly("HELD", "PERMITTED", "DISPATCHED", "SUCCEEDED");
        assertThat(details.transitions().get(0).grounds().at("/0/policies/0").asText())
                .isEqualTo("TIM-900");
        assertThat(details.attempts())
                .containsExactly(new ActionDetails.Attempt(
                        "DO",
                        1,
                        "edr-main",
                        MORNING.isolation,
                        Chronicle.NOON.plusMillis(500),
                        "2026-03-01T12:00:02Z",
                        "SUCCEEDED",
                        "isolated"));
        assertThat(details.truncated()).isEmpty();
    }

    @Test
    void findsNothingUnderAnUnknownId() {
        UUID unknown = new UUID(0, 1);

        Optional<Story> story = history.read(snapshot -> Story.of(unknown, snapshot));

        assertThat(story).isEmpty();
        assertThat(details(unknown.toString())).isEmpty();
    }

    @Test
    void answersBusyWhenAQueryTakesTooLong() {
        Database impatient = new Database(HistoryDatabase.SOURCE, Duration.ofMillis(50));

        HttpProblem problem = catchThrowableOfType(
                HttpProblem.class,
                () -> impatient.read(snapshot -> snapshot.list(new Select("select pg_sleep(20) as x"), row -> 1)));

        assertThat(problem.getStatusCode()).isEqualTo(503);
        assertThat(problem.getParameters()).containsEntry("code", "BUSY");
        assertThat(problem.getHeaders()).containsKey("Retry-After");
    }

    @Test
    void cannotWrite() {
        Select delete = new Select("with gone as (delete from vote returning 1) select 1 from gone");

        assertThatThrownBy(() -> history.read(snapshot -> snapshot.list(delete, row -> 1)))
                .isInstanceOf(IllegalStateException.class)
                .rootCause()
                .hasMessageContaining("in a read-only transaction");
        assertThat(details(MORNING.askedIsolation).orElseThrow().action().votes())
                .hasSize(2);
    }

    private Story story(String alertId) {
        return history.read(snapshot -> Story.of(UUID.fromString(alertId), snapshot))
                .orElseThrow();
    }

    private Optional<ActionDetails> details(String actionId) {
        return history.read(snapshot -> ActionDetails.of(List.of(UUID.fromString(actionId)), snapshot)).stream()
                .findFirst();
    }

    private static ActionDetails closed(ActionDetails details) {
        Actions.Item open = details.action();
        Actions.Item closed = new Actions.Item(
                open.id(),
                open.capability(),
                open.target(),
                open.parameters(),
                open.service(),
                "UNDONE",
                true,
                open.notice(),
                open.proposer(),
                open.digest(),
                open.openedAt(),
                open.openedSequence(),
                open.changedAt(),
                open.usefulUntil(),
                open.leaseUntil(),
                open.grounds(),
                open.requirements(),
                open.open(),
                open.byPeople(),
                open.results(),
                open.votes(),
                open.causeCount());
        return new ActionDetails(
                closed,
                details.swallowed(),
                details.transitions(),
                details.causes(),
                details.attempts(),
                details.truncated());
    }

    private static Timeline.Entry entry(Story story, Timeline.Kind kind) {
        return story.timeline().stream()
                .filter(entry -> entry.kind() == kind)
                .findFirst()
                .orElseThrow();
    }
}
