package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Answer;
import dev.tutti.decision.Input;
import dev.tutti.decision.Refusal;
import dev.tutti.decision.Verdict;
import dev.tutti.fact.Context;
import dev.tutti.fact.Delegation;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.NoTouchRemoval;
import dev.tutti.fact.Person;
import dev.tutti.fact.RemovalState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two people take an entry from the no-touch list, and nobody else does. */
class NoTouchRemovalTest {

    private static final Rules RULES = Rules.rules().permittingEverything().isolatingMalware();
    private static final String ENTRY = "10.0.2.1";

    @Test
    void whatIsDeniedGoesOutOnceASecondPersonAgrees() {
        try (Stage stage = protectedStage()) {
            stage.malwareOn("pc-1");
            assertThat(proposes(stage, "r-1", "olivia")).isEqualTo(new Answer.Noted());
            stage.malwareOn("pc-1");
            assertThat(stage.states()).containsOnly("pc-1 DENIED");

            assertThat(answers(stage, "r-1", "oskar", Verdict.APPROVE)).isEqualTo(new Answer.Noted());
            stage.malwareOn("pc-1");

            assertThat(stage.states()).endsWith("pc-1 DISPATCHED");
            assertThat(last(stage)).satisfies(removal -> {
                assertThat(removal.state()).isEqualTo(RemovalState.AGREED);
                assertThat(List.of(removal.by(), removal.answeredBy())).containsExactly("olivia", "oskar");
                assertThat(List.of(removal.reason(), removal.answerReason())).containsExactly("because", "so be it");
            });
        }
    }

    @Test
    void whoProposesDoesNotAgreeHoweverTheNameIsWritten() {
        try (Stage stage = protectedStage()) {
            stage.state(new Person("Olivia", List.of("risk-officer")));
            proposes(stage, "r-1", "olivia");

            assertThat(answers(stage, "r-1", "olivia", Verdict.APPROVE))
                    .isEqualTo(new Answer.Refused(Refusal.SELF_APPROVAL));
            assertThat(answers(stage, "r-1", "Olivia", Verdict.APPROVE))
                    .isEqualTo(new Answer.Refused(Refusal.SELF_APPROVAL));
            assertThat(stands(stage)).isTrue();
        }
    }

    @Test
    void whoHasNoRoleOfTheirOwnHasNoWordAlsoNotInThePlaceOfSomebodyWhoHas() {
        try (Stage stage = protectedStage()) {
            long now = stage.now().toEpochMilli();
            stage.state(new Delegation("d", "oskar", "rita", now, now + 3_600_000));
            assertThat(proposes(stage, "r-1", "rita")).isEqualTo(new Answer.Refused(Refusal.NO_RIGHT));
            proposes(stage, "r-1", "olivia");

            assertThat(answers(stage, "r-1", "rita", Verdict.APPROVE)).isEqualTo(new Answer.Refused(Refusal.NO_RIGHT));
            assertThat(stands(stage)).isTrue();
        }
    }

    @Test
    void whoLosesTheRoleLosesTheWordTheyGave() {
        try (Stage stage = protectedStage()) {
            proposes(stage, "r-1", "olivia");
            stage.state(new Person("olivia", List.of("responder")));
            assertThat(answers(stage, "r-1", "oskar", Verdict.APPROVE))
                    .isEqualTo(new Answer.Refused(Refusal.PROPOSER_WITHOUT_RIGHT));

            stage.state(new Person("olivia", List.of("risk-officer")));
            stage.says(new Input.ContextEnded("Person:oskar", "tester"));
            assertThat(answers(stage, "r-1", "oskar", Verdict.APPROVE)).isEqualTo(new Answer.Refused(Refusal.NO_RIGHT));
            assertThat(stands(stage)).isTrue();
        }
    }

    @Test
    void aRefusalKeepsTheEntryAndEndsTheProposal() {
        try (Stage stage = protectedStage()) {
            proposes(stage, "r-1", "olivia");

            answers(stage, "r-1", "oskar", Verdict.DISAPPROVE);

            assertThat(last(stage).state()).isEqualTo(RemovalState.REFUSED);
            assertThat(answers(stage, "r-1", "oskar", Verdict.APPROVE))
                    .isEqualTo(new Answer.Refused(Refusal.UNKNOWN_REMOVAL));
            assertThat(stands(stage)).isTrue();
        }
    }

    @Test
    void withoutAnAnswerAProposalExpiresAtTheTimeThatWasSetWhenItWasMade() {
        try (Stage stage = protectedStage()) {
            proposes(stage, "r-1", "olivia");
            stage.waits(Duration.ofHours(5).minusMillis(1)).ticks();
            assertThat(last(stage).state()).isEqualTo(RemovalState.WAITING);

            stage.waits(Duration.ofMillis(1)).ticks();

            assertThat(last(stage).state()).isEqualTo(RemovalState.EXPIRED);
            assertThat(last(stage).endedAt()).isEqualTo(stage.now().toEpochMilli());
            assertThat(answers(stage, "r-1", "oskar", Verdict.APPROVE))
                    .isEqualTo(new Answer.Refused(Refusal.UNKNOWN_REMOVAL));
            assertThat(stage.partition.nextDue()).isEmpty();
        }
    }

    @Test
    void whoStatesTheEntryAnewWantsItKept() {
        try (Stage stage = protectedStage()) {
            proposes(stage, "r-1", "olivia");

            stage.state(new NoTouch(ENTRY, "she is back"));

            assertThat(last(stage).state()).isEqualTo(RemovalState.LAPSED);
            assertThat(answers(stage, "r-1", "oskar", Verdict.APPROVE))
                    .isEqualTo(new Answer.Refused(Refusal.UNKNOWN_REMOVAL));
            assertThat(stands(stage)).isTrue();
        }
    }

    @Test
    void aNarrowerEntryBesideItIsStatedAtOnceAndTheOldOneStandsUntilASecondAgrees() {
        try (Stage stage = protectedStage()) {
            stage.state(new NoTouch("10.0.2.0/29", "the floor"));
            stage.state(new NoTouch("10.0.2.4", "one of them"));
            stage.says(new Input.RemovalProposed("r-1", "10.0.2.0/29", "olivia", "too much", 0));
            stage.malwareOn("pc-2");
            answers(stage, "r-1", "oskar", Verdict.APPROVE);
            stage.malwareOn("pc-3");
            stage.malwareOn("pc-4");

            assertThat(stage.states()).containsExactly("pc-2 DENIED", "pc-3 DISPATCHED", "pc-4 DENIED");
        }
    }

    @Test
    void atMostSoManyWaitAndOfThoseThatEndedTheLastAreKept() {
        try (Stage stage = protectedStage()) {
            for (int i = 0; i <= 100; i++) {
                stage.state(new NoTouch("host-" + i, "one of many"));
            }
            for (int i = 0; i < 100; i++) {
                stage.says(new Input.RemovalProposed("r-" + i, "host-" + i, "olivia", "because", 0));
            }
            Input one = new Input.RemovalProposed("r-100", "host-100", "olivia", "because", 0);
            assertThat(stage.says(one).answer()).isEqualTo(new Answer.Refused(Refusal.TOO_MANY_REMOVALS));

            stage.waits(Duration.ofDays(1)).ticks();
            assertThat(stage.says(one).answer()).isEqualTo(new Answer.Noted());
            for (int i = 0; i < 101; i++) {
                stage.waits(Duration.ofMinutes(1));
                stage.says(new Input.RemovalProposed("again-" + i, "host-100", "olivia", "because", 0));
            }
            assertThat(stage.heard.get(stage.heard.size() - 1).recorded().ended())
                    .hasSize(1);
        }
    }

    @Test
    void whatWaitsStillDoesAfterARestart() {
        try (Stage stage = protectedStage()) {
            proposes(stage, "r-1", "olivia");

            try (Partition restarted = Restart.of(stage)) {
                long at = stage.now().toEpochMilli();
                assertThat(restarted.nextDue())
                        .hasValue(stage.now().plus(Duration.ofHours(5)).toEpochMilli());
                assertThat(restarted
                                .apply(new Input.RemovalAnswered("r-1", "olivia", Verdict.APPROVE, "me"), at)
                                .answer())
                        .isEqualTo(new Answer.Refused(Refusal.SELF_APPROVAL));
                assertThat(restarted
                                .apply(new Input.RemovalAnswered("r-1", "oskar", Verdict.APPROVE, "so be it"), at)
                                .recorded()
                                .ended())
                        .containsExactly("NoTouch:" + ENTRY);
            }
        }
    }

    private static Stage protectedStage() {
        Stage stage = new Stage(RULES);
        stage.state(new Person("oskar", List.of("admin")));
        stage.state(new NoTouch(ENTRY, "the director works on it"));
        return stage;
    }

    private static Answer proposes(Stage stage, String id, String by) {
        long within = Duration.ofHours(5).toMillis();
        return stage.says(new Input.RemovalProposed(id, ENTRY, by, "because", within))
                .answer();
    }

    private static Answer answers(Stage stage, String id, String by, Verdict verdict) {
        return stage.says(new Input.RemovalAnswered(id, by, verdict, "so be it"))
                .answer();
    }

    private static boolean stands(Stage stage) {
        stage.malwareOn("pc-1");
        return stage.states().stream().allMatch("pc-1 DENIED"::equals);
    }

    /** The removal as it was recorded last. */
    private static NoTouchRemoval last(Stage stage) {
        List<Context> recorded = stage.heard.stream()
                .flatMap(conclusion -> conclusion.recorded().stated().stream())
                .toList();
        return (NoTouchRemoval) recorded.get(recorded.size() - 1);
    }
}
