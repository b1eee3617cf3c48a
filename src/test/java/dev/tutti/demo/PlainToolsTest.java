package dev.tutti.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.connector.ActionCall;
import dev.tutti.connector.ActionOutcome;
import dev.tutti.connector.ConnectorInstance;
import dev.tutti.connector.ConnectorRegistry;
import dev.tutti.connector.Loading;
import dev.tutti.connector.Operation;
import dev.tutti.connector.Secret;
import dev.tutti.fact.Capability;
import dev.tutti.policy.RuleSetReading;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tools that the processes need, each by its shipped connector, with what it holds afterwards. */
class PlainToolsTest {

    private static final String TOKEN = "estate-token";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
    private static final List<Capability> CAPABILITIES =
            RuleSetReading.read(Path.of("rules")).ruleSet().orElseThrow().capabilities();

    private final SimulatedEstate estate =
            SimulatedEstate.start(SimulatedEstate.Layout.anywhere(TOKEN, Set.of("web-1")), CLOCK);
    private final ConnectorRegistry registry = registry();

    @AfterEach
    void stop() {
        estate.close();
    }

    @Test
    void aToolProvidesEveryCapabilityThatPeopleDoNot() {
        assertThat(CAPABILITIES)
                .filteredOn(capability -> !capability.byPeople())
                .allSatisfy(capability ->
                        assertThat(registry.provider(capability.name())).isPresent());
        assertThat(CAPABILITIES)
                .filteredOn(Capability::byPeople)
                .extracting(Capability::name)
                .containsExactly("task.assign");
    }

    @Test
    void blocksADomainAndNothingElse() {
        done("firewall.block-domain", "evil.example");
        assertThat(perform("firewall.block-domain", Operation.DO, "everything", "a2"))
                .isInstanceOf(ActionOutcome.Rejected.class);

        assertThat(names(Tool.FIREWALL, "domain-blocks")).containsExactly("evil.example");
        undone("firewall.block-domain", "evil.example");
        assertThat(names(Tool.FIREWALL, "domain-blocks")).isEmpty();
    }

    @Test
    void disablesAnAccountAndNeverEnablesWhatSomebodyElseDisabled() {
        done("identity.disable-user", "bea");
        ActionOutcome again = perform("identity.disable-user", Operation.DO, "bea", "a1");
        ActionOutcome other = perform("identity.disable-user", Operation.DO, "bea", "a2");

        assertThat(again).isInstanceOf(ActionOutcome.Succeeded.class);
        assertThat(other).isInstanceOf(ActionOutcome.Rejected.class);
        assertThat(names(Tool.IDENTITY, "disabled")).containsExactly("bea");
        undone("identity.disable-user", "bea");
        undone("identity.disable-user", "bea");
        assertThat(names(Tool.IDENTITY, "disabled")).isEmpty();
    }

    @Test
    void takesAMemberOutOfAGroupAndPutsTheMemberBack() {
        done("identity.grant-group", "bea", Map.of("group", "vpn users"));
        assertThat(names(Tool.IDENTITY, "members")).containsExactly("vpn users/bea");

        done("identity.revoke-group", "bea", Map.of("group", "vpn users"));
        assertThat(names(Tool.IDENTITY, "members")).isEmpty();
        assertThat(perform("identity.revoke-group", Operation.READ_BACK, "bea", "a1", Map.of("group", "vpn users")))
                .isInstanceOf(ActionOutcome.Succeeded.class);
        assertThat(perform("identity.revoke-group", Operation.DO, "bea", "a2", Map.of("group", "vpn users")))
                .isInstanceOf(ActionOutcome.Rejected.class);

        perform("identity.revoke-group", Operation.UNDO, "bea", "a1", Map.of("group", "vpn users"));
        assertThat(names(Tool.IDENTITY, "members")).containsExactly("vpn users/bea");
    }

    @Test
    void resetsAPasswordOnceForOneKeyAlsoAfterALostAnswer() {
        estate.of(Tool.IDENTITY).failNext(Fault.CUT_AFTER);

        ActionOutcome lost = perform("identity.reset-password", Operation.DO, "bea", "a1");
        done("identity.reset-password", "bea");
        done("identity.revoke-sessions", "bea");

        assertThat(lost).isInstanceOf(ActionOutcome.Ambiguous.class);
        assertThat(held(Tool.IDENTITY, "password-resets")).hasSize(1);
        assertThat(held(Tool.IDENTITY, "session-revocations")).hasSize(1);
    }

    @Test
    void createsAnAccountThatNobodyHas() {
        done("identity.create-user", "bea", Map.of("displayName", "Bea"));

        assertThat(held(Tool.IDENTITY, "accounts").at("/0/displayName").asText())
                .isEqualTo("Bea");
        assertThat(perform("identity.create-user", Operation.DO, "bea", "a2"))
                .isInstanceOf(ActionOutcome.Rejected.class);
    }

    @Test
    void quarantinesAMessageAndGivesItBack() {
        done("mail.quarantine-message", "<1@mail.example>");
        assertThat(names(Tool.MAIL, "quarantine")).containsExactly("<1@mail.example>");

        undone("mail.quarantine-message", "<1@mail.example>");
        assertThat(names(Tool.MAIL, "quarantine")).isEmpty();
    }

    @Test
    void saysOfASampleWhatItWasTold() {
        tell(Tool.SANDBOX, "https%3A%2F%2Fevil.example%2Fa", "{\"verdict\":\"malicious\",\"family\":\"Emotet\"}");

        assertThat(done("sandbox.detonate", "https://evil.example/a"))
                .containsEntry("verdict", "malicious")
                .containsEntry("family", "Emotet");
        assertThat(done("sandbox.detonate", "another", Map.of(), "a2")).containsEntry("verdict", "unknown");
    }

    @Test
    void looksAnIndicatorUpAndPublishesIt() {
        tell(Tool.INTEL, "203.0.113.7", "{\"verdict\":\"malicious\",\"score\":90,\"source\":\"abuse feed\"}");

        assertThat(done("intel.look-up", "203.0.113.7"))
                .isEqualTo(Map.of("verdict", "malicious", "score", "90", "source", "abuse feed"));
        assertThat(done("intel.look-up", "203.0.113.8")).containsEntry("verdict", "unknown");
        done("intel.publish", "203.0.113.7", Map.of(), "a1");
        done("intel.publish", "203.0.113.7", Map.of(), "a2");
        assertThat(names(Tool.INTEL, "published")).containsExactly("203.0.113.7");
    }

    @Test
    void findsAHostVulnerableUntilItIsPatched() {
        tell(Tool.SCANNER, "web-1", "{\"cve\":\"CVE-2026-0001\"}");

        assertThat(done("scanner.scan", "web-1"))
                .containsEntry("vulnerable", "true")
                .containsEntry("cve", "CVE-2026-0001");
        assertThat(done("scanner.verify", "web-1")).containsEntry("fixed", "false");
        done("patch.apply", "web-1", Map.of("cve", "CVE-2026-0001"));
        assertThat(names(Tool.PATCH, "patched")).containsExactly("web-1");
        assertThat(done("scanner.verify", "web-1", Map.of(), "a2")).containsEntry("fixed", "true");
        assertThat(done("scanner.scan", "web-1", Map.of(), "a2")).containsEntry("vulnerable", "false");
    }

    @Test
    void collectsEvidenceWithItsDigest() {
        Map<String, String> collected = done("forensics.collect", "web-1");

        assertThat(collected).containsEntry("evidence", "collections-1");
        assertThat(collected.get("digest")).matches("[0-9a-f]{64}");
    }

    @Test
    void checksComplianceAndKeepsTheEvidence() {
        tell(Tool.COMPLIANCE, "web-1", "{\"compliant\":false}");

        assertThat(done("compliance.collect-evidence", "web-1"))
                .containsEntry("compliant", "false")
                .containsEntry("evidence", "checks-1");
        assertThat(done("compliance.collect-evidence", "web-2", Map.of(), "a2")).containsEntry("compliant", "true");
    }

    @Test
    void keepsStatusAndCommentsOfAnAlert() {
        done("siem.acknowledge-alert", "n1", Map.of("source", "elastic"));
        done("siem.comment-alert", "n1", Map.of("text", "web-1 is isolated", "link", "https://tutti.example/a"));
        done("siem.comment-alert", "n1", Map.of("text", "the account of mara is disabled"), "a2");
        done("siem.close-alert", "n1", Map.of(), "a3");

        assertThat(held(Tool.SIEM, "statuses").at("/0/status").asText()).isEqualTo("closed");
        assertThat(names(Tool.SIEM, "comments")).containsExactly("n1/a1", "n1/a2");
        assertThat(perform("siem.comment-alert", Operation.READ_BACK, "n1", "a2", Map.of("text", "?")))
                .isInstanceOf(ActionOutcome.Succeeded.class);
        assertThat(perform("siem.comment-alert", Operation.READ_BACK, "n1", "a4", Map.of("text", "?")))
                .isEqualTo(new ActionOutcome.NotThere());
    }

    private Map<String, String> done(String capability, String target) {
        return done(capability, target, Map.of());
    }

    private Map<String, String> done(String capability, String target, Map<String, String> parameters) {
        return done(capability, target, parameters, "a1");
    }

    private Map<String, String> done(String capability, String target, Map<String, String> parameters, String key) {
        ActionOutcome outcome = perform(capability, Operation.DO, target, key, parameters);
        assertThat(outcome).isInstanceOf(ActionOutcome.Succeeded.class);
        return ((ActionOutcome.Succeeded) outcome).extracted();
    }

    private void undone(String capability, String target) {
        assertThat(perform(capability, Operation.UNDO, target, "a1")).isInstanceOf(ActionOutcome.Succeeded.class);
    }

    private ActionOutcome perform(String capability, Operation operation, String target, String key) {
        return perform(capability, operation, target, key, Map.of());
    }

    private ActionOutcome perform(
            String capability, Operation operation, String target, String key, Map<String, String> parameters) {
        return registry.provider(capability)
                .orElseThrow()
                .connector()
                .perform(new ActionCall(capability, operation, target, parameters, key));
    }

    private void tell(Tool tool, String name, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(estate.of(tool).baseUrl() + "/known/" + name))
                .header("Authorization", "Bearer " + TOKEN)
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(send(request).path("simulated").asBoolean()).isTrue();
    }

    private JsonNode held(Tool tool, String path) {
        return send(HttpRequest.newBuilder(URI.create(estate.of(tool).baseUrl() + "/" + path))
                        .build())
                .path(path);
    }

    private List<String> names(Tool tool, String path) {
        return held(tool, path)
                .valueStream()
                .map(thing -> thing.path("name").asText())
                .toList();
    }

    private static JsonNode send(HttpRequest request) {
        try {
            return new ObjectMapper()
                    .readTree(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private ConnectorRegistry registry() {
        List<ConnectorInstance> instances = Arrays.stream(Tool.values())
                .map(tool -> new ConnectorInstance(
                        tool.instance(),
                        tool.manifest(),
                        estate.of(tool).baseUrl(),
                        Secret.ofValue(TOKEN),
                        Set.of("127.0.0.1")))
                .toList();
        Loading loading = ConnectorRegistry.load(Path.of("connectors"), instances, CAPABILITIES, CLOCK);
        assertThat(loading).as(loading.toString()).isInstanceOf(Loading.Ready.class);
        return ((Loading.Ready) loading).registry();
    }
}
