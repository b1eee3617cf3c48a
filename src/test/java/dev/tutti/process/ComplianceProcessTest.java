package dev.tutti.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.demo.Tool;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hosts are checked and the evidence is kept; what does not comply is mended, and a risk is accepted on evidence. */
@QuarkusTest
@TestProfile(ProcessStage.OfAllStories.class)
class ComplianceProcessTest {

    private static final String BAD_HOST = "story-files-1";
    private static final String GOOD_HOST = "story-files-2";
    private static final String PORTAL = "story-portal-1";

    @Test
    void keepsEvidenceHasDeviationsMendedAndRisksAcceptedOnEvidence() {
        // Given
        Storyteller teller = Storyteller.begin();
        teller.states("""
                {"verticals": [{"name": "story-retail"}],
                 "services": [{"name": "story-files", "owner": "wanda", "criticality": "LOW"},
                              {"name": "story-portal", "owner": "wanda", "criticality": "NORMAL", "vertical": "story-retail",
                               "dataClass": "CONFIDENTIAL"}],
                 "assets": [{"name": "story-files-1", "service": "story-files"},
                            {"name": "story-files-2", "service": "story-files"},
                            {"name": "story-portal-1", "service": "story-portal"}]}
                """);
        Tools.know(Tool.COMPLIANCE, BAD_HOST, Map.of("compliant", false));

        // When
        Story bad = teller.reports(
                Report.of("POLICY", "LOW", "Drift").from("compliance").on(BAD_HOST));
        Story good = teller.reports(
                Report.of("POLICY", "LOW", "Drift").from("compliance").on(GOOD_HOST));

        // Then the evidence is kept, and the owner mends what does not comply
        Step check = bad.step("compliance.collect-evidence", BAD_HOST).succeeds();
        assertThat(check.results()).containsEntry("compliant", "false");
        bad.task("@wanda", "Mend " + BAD_HOST).notDoneBy("tasha").doneBy("wanda", Map.of());
        bad.endsWith(
                "compliance.collect-evidence " + BAD_HOST + " SUCCEEDED",
                "ticket.open " + BAD_HOST + " does not comply SUCCEEDED",
                "task.assign @wanda SUCCEEDED");
        good.endsWith("compliance.collect-evidence " + GOOD_HOST + " SUCCEEDED");
        assertThat(Tools.tickets(GOOD_HOST)).isEmpty();

        // When a service with confidential data is to be exposed
        teller.states("""
                {"changes": [{"id": "STORY-1", "kind": "EXPOSURE", "service": "story-portal", "what": "a port to the world"}]}
                """);

        // Then the risk office is asked when there is evidence, and answers for it
        Step evidence = teller.step(Map.of("capability", "compliance.collect-evidence", "target", PORTAL), "")
                .succeeds();
        Step acceptance = teller.step(Map.of("capability", "task.assign", "target", "@risk-office"), "STORY-1");
        assertThat(acceptance.opened()).isGreaterThan(evidence.opened());
        acceptance.notDoneBy("tasha").doneBy("rita", Map.of("accepted", "STORY-1"));
        for (String host : List.of(BAD_HOST, GOOD_HOST, PORTAL)) {
            assertThat(Tools.reports(Tool.COMPLIANCE, "checks", host)).hasSize(1);
        }
        assertThat(Tools.reports(Tool.COMPLIANCE, "checks", BAD_HOST).get(0))
                .containsEntry("id", check.results().get("evidence"))
                .containsEntry("compliant", false);
        assertThat(Tools.tickets("story-files")).containsExactly(BAD_HOST + " does not comply");
        assertThat(Tools.tickets("story-portal")).isEmpty();
    }
}
