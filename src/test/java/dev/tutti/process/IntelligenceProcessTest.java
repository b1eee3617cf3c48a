package dev.tutti.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.demo.Tool;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An indicator is matched, blocked at once, and told to the other tools when the risk office has read it. */
@QuarkusTest
@TestProfile(ProcessStage.OfAllStories.class)
class IntelligenceProcessTest {

    private static final String HOST = "story-ledger-1";
    private static final String OTHER_HOST = "story-ledger-2";
    private static final String DOMAIN = "cdn.story-evil.example";

    @Test
    void blocksAtOnceWhatIsBeyondDoubtAndPublishesItWhenTheRiskOfficeAgrees() {
        // Given
        Storyteller teller = Storyteller.begin();
        teller.states("""
                {"services": [{"name": "story-ledger", "owner": "wanda", "criticality": "NORMAL", "dataClass": "CONFIDENTIAL"}],
                 "assets": [{"name": "story-ledger-1", "service": "story-ledger", "deviceClass": "SERVER"},
                            {"name": "story-ledger-2", "service": "story-ledger", "deviceClass": "SERVER"}]}
                """);
        Tools.know(Tool.INTEL, DOMAIN, Map.of("verdict", "malicious", "score", 95));

        // When
        Story story = teller.reports(
                Report.of("MALWARE", "CRITICAL", "Calls home").on(HOST).naming("DOMAIN", "TARGET", DOMAIN));

        // Then the domain is blocked without a question, and nothing is published before the risk office agrees
        story.step("firewall.block-domain", DOMAIN).succeeds();
        Step publication =
                story.step("intel.publish", DOMAIN).asks("risk-officer").notFor("ada");
        assertThat(Tools.names(Tool.INTEL, "published")).doesNotContain(DOMAIN);
        publication.agreedBy("rita").succeeds();
        story.step("forensics.collect", HOST)
                .asks("it-operations")
                .disagreedBy("otto")
                .becomes("DENIED");

        // When the same indicator is seen again
        Story again = teller.reports(
                Report.of("EXFILTRATION", "HIGH", "Upload").on(OTHER_HOST).naming("DOMAIN", "TARGET", DOMAIN));

        // Then it is not looked up, blocked or published once more
        again.endsWith(
                "ticket.open Upload on " + OTHER_HOST + " SUCCEEDED",
                "chat.post #soc SUCCEEDED",
                "intel.look-up " + DOMAIN + " SUCCEEDED");
        story.endsWith(
                "edr.isolate-host " + HOST + " SUCCEEDED",
                "chat.post @wanda SUCCEEDED",
                "ticket.open Calls home on " + HOST + " SUCCEEDED",
                "chat.post #soc SUCCEEDED",
                "intel.look-up " + DOMAIN + " SUCCEEDED",
                "firewall.block-domain " + DOMAIN + " SUCCEEDED",
                "intel.publish " + DOMAIN + " SUCCEEDED",
                "forensics.collect " + HOST + " DENIED",
                "chat.post @wanda SUCCEEDED");
        assertThat(Tools.names(Tool.INTEL, "published")).containsOnlyOnce(DOMAIN);
        assertThat(Tools.names(Tool.FIREWALL, "domain-blocks")).containsOnlyOnce(DOMAIN);
        assertThat(Tools.held(Tool.INTEL, "calls"))
                .filteredOn(call -> ("/indicators/" + DOMAIN).equals(call.get("path")))
                .hasSize(1);
        assertThat(Tools.isolated(HOST)).isTrue();
        assertThat(Tools.reports(Tool.FORENSICS, "collections", HOST)).isEmpty();
    }
}
