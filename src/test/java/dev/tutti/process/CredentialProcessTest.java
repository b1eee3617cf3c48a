package dev.tutti.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.demo.Tool;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An account that was taken: machines and people take turns until its user has it back. */
@QuarkusTest
@TestProfile(ProcessStage.OfAllStories.class)
class CredentialProcessTest {

    private static final String USER = "story-mara";

    @Test
    void isContainedByMachinesAndPeopleInTurnAndGivenBack() {
        // Given
        Storyteller teller = Storyteller.begin();
        teller.states("""
                {"employees": [{"user": "story-mara", "department": "story-design", "manager": "oskar", "status": "ACTIVE"}]}
                """);

        // When
        Story story = teller.reports(Report.of("CREDENTIAL", "CRITICAL", "Login from two countries")
                .by("T1078")
                .naming("USER", "TARGET", USER));

        // Then the sessions end at once, and the account waits for the manager and for a responder
        story.step("identity.revoke-sessions", USER).succeeds();
        Step disabling = story.step("identity.disable-user", USER)
                .asks("oskar", "responder")
                .notFor("rita");
        disabling.agreedBy("oskar").asks("responder");
        assertThat(Tools.names(Tool.IDENTITY, "disabled")).doesNotContain(USER);
        assertThat(story.wants("identity.reset-password")).isFalse();

        disabling.agreedBy("ada").succeeds();
        assertThat(Tools.names(Tool.IDENTITY, "disabled")).contains(USER);
        assertThat(disabling.leaseUntil()).isBefore(Clock.systemUTC().instant().plus(Duration.ofDays(1)));

        // The password is new without another question, and the help desk hands it over
        story.step("identity.reset-password", USER).succeeds();
        story.task("it-operations", "Call " + USER).doneBy("otto", Map.of("reached", USER));
        disabling.undoneBy("ada");

        story.endsWith(
                "identity.revoke-sessions " + USER + " SUCCEEDED",
                "chat.post @oskar SUCCEEDED",
                "identity.disable-user " + USER + " UNDONE",
                "chat.post @oskar SUCCEEDED",
                "identity.reset-password " + USER + " SUCCEEDED",
                "task.assign it-operations SUCCEEDED",
                "chat.post @oskar SUCCEEDED");
        assertThat(Tools.names(Tool.IDENTITY, "disabled")).doesNotContain(USER);
        assertThat(Tools.reports(Tool.IDENTITY, "session-revocations", USER)).hasSize(1);
        assertThat(Tools.reports(Tool.IDENTITY, "password-resets", USER)).hasSize(1);
        assertThat(Tools.messages(USER))
                .containsExactly(
                        "@oskar the account of story-mara is to be disabled",
                        "@oskar The account of story-mara is disabled",
                        "@oskar The account of story-mara is enabled again");
        assertThat(Tools.tickets(USER)).isEmpty();
    }
}
