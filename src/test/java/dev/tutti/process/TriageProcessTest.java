package dev.tutti.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Alerts of every weight: each gets as much attention as it is worth, and none gets it twice. */
@QuarkusTest
@TestProfile(ProcessStage.OfAllStories.class)
class TriageProcessTest {

    private static final String NOISY = "story-noisy-1";
    private static final String DOWN = "story-web-1";
    private static final String LEAKY = "story-web-2";

    @Test
    void givesEachAlertTheAttentionThatItIsWorth() {
        // Given
        Storyteller teller = Storyteller.begin();
        teller.states("""
                {"services": [{"name": "story-web", "owner": "wanda", "criticality": "NORMAL"}],
                 "assets": [{"name": "story-web-1", "service": "story-web"},
                            {"name": "story-web-2", "service": "story-web"},
                            {"name": "story-noisy-1", "service": "story-web"}]}
                """);
        teller.opens("ON_CALL", Map.of("service", "story-web", "person", "oskar"));

        // Small alerts are only counted, until there are many; then there is one ticket for all
        for (int i = 1; i < 20; i++) {
            assertThat(teller.reports(small()).decision()).isEqualTo("UNMATCHED");
        }
        assertThat(Tools.tickets(NOISY)).isEmpty();
        Story twentieth = teller.reports(small());
        assertThat(twentieth.decision()).isEqualTo("ACTED");
        twentieth.endsWith("ticket.open Many small alerts on " + NOISY + " SUCCEEDED");
        assertThat(teller.reports(small()).decision()).isEqualTo("SUPPRESSED");

        // A critical outage is a ticket first, and then a word to the person on call
        Story outage = teller.reports(
                Report.of("AVAILABILITY", "CRITICAL", "No answer").on(DOWN));
        Step ticket = outage.step("ticket.open", "No answer on " + DOWN).succeeds();
        Step word = outage.step("chat.post", "@oskar").succeeds();
        assertThat(word.opened()).isGreaterThan(ticket.opened());
        outage.endsWith("ticket.open No answer on " + DOWN + " SUCCEEDED", "chat.post @oskar SUCCEEDED");

        // A grave alert is a ticket and a word to the channel, and the same again joins it
        Report leak = Report.of("EXFILTRATION", "HIGH", "Much data goes out").on(LEAKY);
        Story grave = teller.reports(leak);
        assertThat(grave.decision()).isEqualTo("ACTED");
        assertThat(teller.reports(leak).decision()).isEqualTo("SUPPRESSED");
        grave.endsWith("ticket.open Much data goes out on " + LEAKY + " SUCCEEDED", "chat.post #soc SUCCEEDED");

        assertThat(Tools.tickets("story-"))
                .filteredOn(summary -> summary.contains(NOISY) || summary.contains("story-web"))
                .containsExactly(
                        "Many small alerts on " + NOISY, "No answer on " + DOWN, "Much data goes out on " + LEAKY);
        assertThat(Tools.messages("story-web"))
                .containsExactly("@oskar No answer on " + DOWN, "#soc Much data goes out on " + LEAKY);
        assertThat(Tools.messages(NOISY)).isEmpty();
    }

    private static Report small() {
        return Report.of("OTHER", "LOW", "Something small").on(NOISY);
    }
}
