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
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shipped connectors against the simulated estate, end to end. */
class SimulatedEstateTest {

    private static final String TOKEN = "estate-token";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

    private final SimulatedEstate estate =
            SimulatedEstate.start(SimulatedEstate.Layout.anywhere(TOKEN, Set.of("pay-db-1", "web-1")), CLOCK);
    private final ConnectorRegistry registry = registry(TOKEN);

    @AfterEach
    void stop() {
        estate.close();
    }

    @Test
    void blocksAnAddressShowsItAndUnblocksIt() throws Exception {
        ActionOutcome blocked = perform("firewall.block-ip", Operation.DO, "198.51.100.7", Map.of("duration", "PT1H"));
        ActionOutcome thereThen = perform("firewall.block-ip", Operation.READ_BACK, "198.51.100.7", Map.of());
        JsonNode shown = get(estate.firewall(), "/blocks");
        ActionOutcome undone = perform("firewall.block-ip", Operation.UNDO, "198.51.100.7", Map.of());
        ActionOutcome thereAfter = perform("firewall.block-ip", Operation.READ_BACK, "198.51.100.7", Map.of());

        assertThat(blocked).isEqualTo(new ActionOutcome.Succeeded("block-1", Map.of("reference", "block-1")));
        assertThat(thereThen).isInstanceOf(ActionOutcome.Succeeded.class);
        assertThat(shown.path("simulated").asBoolean()).isTrue();
        assertThat(shown.at("/blocks/0/address").asText()).isEqualTo("198.51.100.7");
        assertThat(shown.at("/blocks/0/durationSeconds").asInt()).isEqualTo(3600);
        assertThat(undone).isInstanceOf(ActionOutcome.Succeeded.class);
        assertThat(thereAfter).isEqualTo(new ActionOutcome.NotThere());
        assertThat(get(estate.firewall(), "/blocks").path("blocks")).isEmpty();
    }

    @Test
    void takesTwoSpellingsOfAnAddressForOneBlock() throws Exception {
        perform("firewall.block-ip", Operation.DO, "2001:db8::7", Map.of());
        perform("firewall.block-ip", Operation.DO, "2001:0db8:0:0::7", Map.of());

        assertThat(get(estate.firewall(), "/blocks").path("blocks")).hasSize(1);
    }

    @Test
    void refusesToBlockANetworkOrEverything() {
        assertThat(List.of("10.0.0.0/8", "*", "10.1-2.0.1", "nonsense"))
                .allSatisfy(target -> assertThat(perform("firewall.block-ip", Operation.DO, target, Map.of()))
                        .isInstanceOf(ActionOutcome.Rejected.class));
    }

    @Test
    void readsBackAnIsolationWhoseAnswerWasLost() {
        estate.edr().failNext(Fault.CUT_AFTER);

        ActionOutcome lost = perform("edr.isolate-host", Operation.DO, "pay-db-1", Map.of());
        ActionOutcome readBack = perform("edr.isolate-host", Operation.READ_BACK, "pay-db-1", Map.of());

        assertThat(lost).isInstanceOf(ActionOutcome.Ambiguous.class);
        assertThat(readBack).isInstanceOf(ActionOutcome.Succeeded.class);
        assertThat(changes(estate.edr())).hasSize(1);
    }

    @Test
    void readsBackThatAnIsolationDidNotHappen() {
        estate.edr().failNext(Fault.ERROR_BEFORE);

        ActionOutcome lost = perform("edr.isolate-host", Operation.DO, "pay-db-1", Map.of());
        ActionOutcome readBack = perform("edr.isolate-host", Operation.READ_BACK, "pay-db-1", Map.of());

        assertThat(lost).isInstanceOf(ActionOutcome.Ambiguous.class);
        assertThat(readBack).isEqualTo(new ActionOutcome.NotThere());
    }

    @Test
    void releasesAHostOnceAndIsContentWhenItIsReleased() throws Exception {
        perform("edr.isolate-host", Operation.DO, "web-1", Map.of("comment", "asked by Bea"));
        JsonNode isolated = get(estate.edr(), "/hosts").at("/hosts/1");
        ActionOutcome first = perform("edr.isolate-host", Operation.UNDO, "web-1", Map.of());
        ActionOutcome second = perform("edr.isolate-host", Operation.UNDO, "web-1", Map.of());

        assertThat(isolated.path("state").asText()).isEqualTo("isolated");
        assertThat(isolated.path("reference").asText()).isEqualTo("a1");
        assertThat(first).isInstanceOf(ActionOutcome.Succeeded.class);
        assertThat(second).isInstanceOf(ActionOutcome.Succeeded.class);
        assertThat(perform("edr.isolate-host", Operation.DO, "unknown", Map.of()))
                .isInstanceOf(ActionOutcome.Rejected.class);
    }

    @Test
    void opensOneTicketForOneKeyAlsoAfterALostAnswer() throws Exception {
        estate.tickets().failNext(Fault.ERROR_AFTER);

        ActionOutcome lost = perform("ticket.open", Operation.DO, "Look at pay-db-1", Map.of("priority", "high"));
        ActionOutcome again = perform("ticket.open", Operation.DO, "Look at pay-db-1", Map.of("priority", "high"));
        ActionOutcome other = perform("ticket.open", Operation.DO, "Something else", Map.of());

        assertThat(lost).isInstanceOf(ActionOutcome.Ambiguous.class);
        assertThat(again).isEqualTo(new ActionOutcome.Succeeded("SIM-1", Map.of("reference", "SIM-1")));
        assertThat(other).isInstanceOf(ActionOutcome.Rejected.class);
        assertThat(get(estate.tickets(), "/tickets").path("tickets")).hasSize(1);
        assertThat(changes(estate.tickets())).extracting(LoggedCall::key).containsExactly("a1", "a1", "a1");
    }

    @Test
    void postsAMessageAndHearsANoThatComesWith200() throws Exception {
        ActionOutcome posted = perform("chat.post", Operation.DO, "#soc", Map.of("text", "held"));
        ActionOutcome refused = perform("chat.post", Operation.DO, "nowhere", Map.of("text", "held"));

        assertThat(posted).isEqualTo(new ActionOutcome.Succeeded("1.1", Map.of("reference", "1.1")));
        assertThat(refused).isInstanceOf(ActionOutcome.Rejected.class);
        assertThat(get(estate.chat(), "/messages").at("/messages/0/text").asText())
                .isEqualTo("held");
    }

    @Test
    void asksToBeLeftAloneWhenItIsBusy() {
        estate.chat().failNext(Fault.BUSY);

        assertThat(perform("chat.post", Operation.DO, "#soc", Map.of("text", "held")))
                .isEqualTo(new ActionOutcome.Unreachable("the tool answered 429", 1_000));
    }

    @Test
    void changesNothingWithoutTheToken() throws Exception {
        ActionOutcome refused = registry("wrong")
                .provider("firewall.block-ip")
                .orElseThrow()
                .connector()
                .perform(new ActionCall("firewall.block-ip", Operation.DO, "198.51.100.7", Map.of(), "a1"));

        assertThat(refused).isInstanceOf(ActionOutcome.Rejected.class);
        assertThat(refused.toString()).contains("401", "(simulated)");
        assertThat(get(estate.firewall(), "/blocks").path("blocks")).isEmpty();
    }

    @Test
    void showsEveryCallInItsLedger() throws Exception {
        perform("firewall.block-ip", Operation.DO, "198.51.100.7", Map.of());
        get(estate.firewall(), "/blocks");

        JsonNode ledger = get(estate.firewall(), "/calls");

        assertThat(ledger.path("simulated").asBoolean()).isTrue();
        assertThat(ledger.path("total").asInt()).isEqualTo(2);
        assertThat(ledger.at("/calls/0").toString())
                .isEqualTo("{\"tool\":\"Simulated firewall\",\"method\":\"PUT\",\"path\":\"/blocks/198.51.100.7\","
                        + "\"key\":\"\",\"at\":\"2026-03-01T10:00:00Z\"}");
    }

    private ActionOutcome perform(
            String capability, Operation operation, String target, Map<String, String> parameters) {
        return registry.provider(capability)
                .orElseThrow()
                .connector()
                .perform(new ActionCall(capability, operation, target, parameters, "a1"));
    }

    private static List<LoggedCall> changes(SimulatedTool tool) {
        return tool.calls().stream().filter(LoggedCall::change).toList();
    }

    private static JsonNode get(SimulatedTool tool, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(tool.baseUrl() + path)).build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    private ConnectorRegistry registry(String token) {
        List<ConnectorInstance> instances = List.of(
                instance("firewall", estate.firewall(), token),
                instance("edr", estate.edr(), token),
                instance("ticket", estate.tickets(), token),
                instance("chat", estate.chat(), token));
        Loading loading = ConnectorRegistry.load(Path.of("connectors"), instances, List.of(), CLOCK);
        assertThat(loading).isInstanceOf(Loading.Ready.class);
        return ((Loading.Ready) loading).registry();
    }

    private static ConnectorInstance instance(String name, SimulatedTool tool, String token) {
        return new ConnectorInstance(
                name, "simulated-" + name, tool.baseUrl(), Secret.ofValue(token), Set.of("127.0.0.1"));
    }
}
