package dev.tutti.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.demo.Tool;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A report of phishing that no tool is sure of: a person decides, and the message, the sessions and the domain follow. */
@QuarkusTest
@TestProfile(ProcessStage.OfAllStories.class)
class PhishingProcessTest {

    private static final String DOMAIN = "paypa1.story.example";
    private static final String LINK = "https://paypa1.story.example/login";
    private static final String SENDER = "boss@paypa1.story.example";
    private static final String MESSAGE = "<7@paypa1.story.example>";
    private static final String USER = "story-paul";

    @Test
    void isConfirmedByAPersonAndThenCleanedUp() {
        // Given
        Storyteller teller = Storyteller.begin();
        Tools.know(Tool.INTEL, DOMAIN, Map.of("verdict", "suspicious", "score", 40));

        // When
        Story story = teller.reports(Report.of("PHISHING", "HIGH", "Message from the boss")
                .naming("URL", "OTHER", LINK)
                .naming("DOMAIN", "SOURCE", DOMAIN)
                .naming("EMAIL", "SOURCE", SENDER)
                .naming("EMAIL", "OTHER", MESSAGE)
                .naming("USER", "ACTOR", USER));

        // Then the tools are asked first, and as none of them knows, nothing is done and people are asked
        story.step("intel.look-up", LINK).succeeds();
        story.step("sandbox.detonate", LINK).succeeds();
        Step block =
                story.step("firewall.block-domain", DOMAIN).asks("responder").notFor("rita");
        Step question = story.task("soc", LINK).becomes("DISPATCHED");
        assertThat(Tools.names(Tool.MAIL, "quarantine")).doesNotContain(MESSAGE);
        assertThat(Tools.names(Tool.FIREWALL, "domain-blocks")).doesNotContain(DOMAIN);
        assertThat(Tools.tickets("boss")).isEmpty();

        // The word of a person counts like that of a tool
        question.doneBy("bela", Map.of("malicious", LINK));
        story.step("mail.quarantine-message", MESSAGE).succeeds();
        story.step("identity.revoke-sessions", USER).succeeds();
        assertThat(Tools.names(Tool.FIREWALL, "domain-blocks")).doesNotContain(DOMAIN);
        block.agreedBy("ada").succeeds();

        story.endsWith(
                "intel.look-up " + LINK + " SUCCEEDED",
                "intel.look-up " + DOMAIN + " SUCCEEDED",
                "intel.look-up " + SENDER + " SUCCEEDED",
                "sandbox.detonate " + LINK + " SUCCEEDED",
                "task.assign soc SUCCEEDED",
                "mail.quarantine-message " + MESSAGE + " SUCCEEDED",
                "identity.revoke-sessions " + USER + " SUCCEEDED",
                "ticket.open Phishing: Message from the boss SUCCEEDED",
                "firewall.block-domain " + DOMAIN + " SUCCEEDED");
        assertThat(Tools.names(Tool.MAIL, "quarantine")).contains(MESSAGE);
        assertThat(Tools.names(Tool.FIREWALL, "domain-blocks")).contains(DOMAIN);
        assertThat(Tools.reports(Tool.IDENTITY, "session-revocations", USER)).hasSize(1);
        assertThat(Tools.names(Tool.IDENTITY, "disabled")).doesNotContain(USER);
        assertThat(Tools.tickets("boss")).containsExactly("Phishing: Message from the boss");
    }
}
