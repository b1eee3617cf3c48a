package dev.tutti.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.demo.Tool;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Find out first, then decide: the block of a domain waits for what threat intelligence says of it. */
@QuarkusTest
@TestProfile(ProcessStage.OfAllStories.class)
class EnrichmentProcessTest {

    private static final String BAD = "bad.story.example";
    private static final String GOOD = "good.story.example";
    private static final String STRANGE = "strange.story.example";

    @Test
    void decidesEachBlockByWhatTheLookUpSays() {
        // Given
        Storyteller teller = Storyteller.begin();
        Tools.know(Tool.INTEL, BAD, Map.of("verdict", "malicious", "score", 60));
        Tools.know(Tool.INTEL, GOOD, Map.of("verdict", "clean", "score", 1));

        // When
        Story bad = teller.reports(from(BAD));
        Story good = teller.reports(from(GOOD));
        Story strange = teller.reports(from(STRANGE));

        // Then what is malicious is blocked, what is clean is not, and of the rest a person decides
        bad.step("firewall.block-domain", BAD).succeeds().wentThrough("HELD", "DISPATCHED", "SUCCEEDED");
        good.step("firewall.block-domain", GOOD).becomes("DENIED").wentThrough("HELD", "DENIED");
        strange.step("firewall.block-domain", STRANGE)
                .asks("responder")
                .notFor("rita")
                .disagreedBy("ada")
                .becomes("DENIED")
                .wentThrough("HELD", "AWAITING_APPROVAL", "DENIED");

        bad.endsWith(
                "intel.look-up " + BAD + " SUCCEEDED",
                "firewall.block-domain " + BAD + " SUCCEEDED",
                "ticket.open Phishing: Mail from " + BAD + " SUCCEEDED");
        good.endsWith("intel.look-up " + GOOD + " SUCCEEDED", "firewall.block-domain " + GOOD + " DENIED");
        strange.endsWith("intel.look-up " + STRANGE + " SUCCEEDED", "firewall.block-domain " + STRANGE + " DENIED");
        assertThat(Tools.names(Tool.FIREWALL, "domain-blocks")).contains(BAD).doesNotContain(GOOD, STRANGE);
        assertThat(Tools.names(Tool.INTEL, "published")).doesNotContain(BAD);
        assertThat(Tools.tickets("story.example")).containsOnlyOnce("Phishing: Mail from " + BAD);
        assertThat(Tools.tickets(GOOD)).isEmpty();
        assertThat(Tools.tickets(STRANGE)).isEmpty();
    }

    private static Report from(String domain) {
        return Report.of("PHISHING", "MEDIUM", "Mail from " + domain).naming("DOMAIN", "SOURCE", domain);
    }
}
