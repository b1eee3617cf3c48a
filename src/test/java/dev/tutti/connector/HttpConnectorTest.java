package dev.tutti.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HttpConnectorTest {

    private static final String BLOCK = "firewall.block-ip";

    @TempDir
    Path folder;

    static Stream<Arguments> targetsThatAreEncoded() {
        return Stream.of(
                argumentSet("a slash stays inside its segment", "a/b", "a%2Fb"),
                argumentSet("a question mark opens no query", "a?x=1", "a%3Fx%3D1"),
                argumentSet("a number sign opens no fragment", "a#b", "a%23b"),
                argumentSet("another address is only text", "http://evil/", "http%3A%2F%2Fevil%2F"),
                argumentSet("a host without a scheme is only text", "//evil", "%2F%2Fevil"),
                argumentSet("user info is only text", "@evil", "%40evil"),
                argumentSet("an encoded dot segment is encoded again", "%2e%2e", "%252e%252e"),
                argumentSet("unicode is UTF-8", "ü☃😀", "%C3%BC%E2%98%83%F0%9F%98%80"),
                argumentSet("a template is not expanded twice", "{target}", "%7Btarget%7D"),
                argumentSet("dots that are no segment are harmless", "a..b", "a..b"));
    }

    @ParameterizedTest
    @MethodSource("targetsThatAreEncoded")
    void keepsATargetInsideItsSegment(String target, String segment) {
        try (CannedTool tool = CannedTool.answering(201, Map.of(), "{}")) {
            ActionOutcome outcome = block(tool, target);

            assertThat(outcome).isInstanceOf(ActionOutcome.Succeeded.class);
            assertThat(tool.sent()).singleElement().satisfies(sent -> {
                assertThat(sent.target()).isEqualTo("/base/v1/blocks/" + segment);
                assertThat(sent.headers().get("Host"))
                        .containsExactly("127.0.0.1:" + tool.baseUrl().getPort());
            });
        }
    }

    static Stream<Arguments> targetsThatAreRefused() {
        return Stream.of(
                argumentSet("one level up", ".."),
                argumentSet("the same level", "."),
                argumentSet("up, for a tool that decodes first", "../../x"),
                argumentSet("up with the other slash", "..\\x"),
                argumentSet("up with a path parameter", "..;x=1"),
                argumentSet("up in the middle", "a/../../b"),
                argumentSet("a header would follow", "a\r\nX-Evil: 1"),
                argumentSet("a line feed alone", "a\nX-Evil: 1"),
                argumentSet("the end of a C string", "a\0b"),
                argumentSet("nothing, which would be the whole collection", ""),
                argumentSet("blank", "  "),
                argumentSet("ten kilobytes", "a".repeat(10_240)),
                argumentSet("a lone surrogate, which no encoding keeps", "\ud800"));
    }

    @ParameterizedTest
    @MethodSource("targetsThatAreRefused")
    void sendsNothingForATargetThatCouldLeaveTheBasePath(String target) {
        try (CannedTool tool = CannedTool.answering(201, Map.of(), "{}")) {
            ActionOutcome outcome = block(tool, target);

            assertThat(outcome).isInstanceOf(ActionOutcome.Rejected.class);
            assertThat(outcome.toString()).contains("nothing was sent");
            assertThat(tool.sent()).isEmpty();
        }
    }

    @Test
    void sendsTypedParametersAndKeepsTheUndoKeyApart() throws IOException {
        Connectors.write(
                folder,
                "typed",
                Connectors.sound("typed").replace("class: A", "class: B")
                        + "    undo: {request: {method: DELETE, path: '/things/{target}'}, success: status = 200}\n");
        try (CannedTool tool = CannedTool.answering(200, Map.of(), "")) {
            Connector connector = Connectors.provider(Connectors.ready(folder, tool.instanceOf("typed")), "tool.act");
            Map<String, String> parameters = Map.of("count", "7", "wait", "PT90S", "note", "a&b=c");

            connector.perform(new ActionCall("tool.act", Operation.DO, "t", parameters, "k1"));
            connector.perform(new ActionCall("tool.act", Operation.UNDO, "t", parameters, "k1"));

            CannedTool.Sent done = tool.sent().get(0);
            assertThat(done.target()).isEqualTo("/base/v1/things/t?note=a%26b%3Dc");
            assertThat(Json.MAPPER.readTree(done.body()))
                    .isEqualTo(Json.MAPPER.readTree(
                            "{\"n\":7,\"mode\":\"soft\",\"wait\":90,\"key\":\"k1\",\"action\":\"k1\"}"));
            assertThat(done.headers().get("X-origin")).containsExactly("tutti");
            assertThat(done.headers().get("Idempotency-key")).containsExactly("k1");
            assertThat(tool.sent().get(1).headers().get("Idempotency-key")).containsExactly("k1-undo");
        }
    }

    static Stream<Arguments> callsThatTheManifestDoesNotAllow() {
        return Stream.of(
                argumentSet("not a number", "count", "many", "parameter 'count' is not an integer"),
                argumentSet("not one of the values", "mode", "brutal", "parameter 'mode' is none of [soft, hard]"),
                argumentSet("not a duration", "wait", "1h", "parameter 'wait' is not an ISO 8601 duration"),
                argumentSet("a negative duration", "wait", "-PT1H", "parameter 'wait' is negative"),
                argumentSet("too long", "note", "12345678901", "parameter 'note' is longer than 10 characters"),
                argumentSet("not declared", "extra", "1", "there is no parameter 'extra'"));
    }

    @ParameterizedTest
    @MethodSource("callsThatTheManifestDoesNotAllow")
    void saysWhatIsWrongWithAParameter(String name, String value, String reason) {
        Connectors.write(folder, "typed", Connectors.sound("typed"));
        try (CannedTool tool = CannedTool.answering(200, Map.of(), "")) {
            Connector connector = Connectors.provider(Connectors.ready(folder, tool.instanceOf("typed")), "tool.act");

            ActionOutcome outcome =
                    connector.perform(new ActionCall("tool.act", Operation.DO, "t", Map.of(name, value), "k1"));

            assertThat(outcome).isInstanceOf(ActionOutcome.Rejected.class);
            assertThat(outcome.toString()).contains(reason);
            assertThat(tool.sent()).isEmpty();
        }
    }

    @Test
    void sendsAFormWhoseFieldsNoValueCanAddTo() {
        String body = "{ 'a': ['x&b=1', 2], 'c': target, 'd': null, 'e': parameters.note }";
        try (CannedTool tool = CannedTool.answering(200, Map.of(), "")) {
            ActionOutcome outcome = form(tool, body, "t=1&c=2");

            assertThat(outcome).isInstanceOf(ActionOutcome.Succeeded.class);
            assertThat(tool.sent()).singleElement().satisfies(sent -> {
                assertThat(sent.headers().get("Content-type")).containsExactly("application/x-www-form-urlencoded");
                assertThat(sent.body()).isEqualTo("a=x%26b%3D1&a=2&c=t%3D1%26c%3D2");
            });
        }
    }

    @Test
    void sendsNothingWhereAFormIsNoObject() {
        try (CannedTool tool = CannedTool.answering(200, Map.of(), "")) {
            assertThat(form(tool, "'c=' & target", "t"))
                    .isEqualTo(
                            new ActionOutcome.Rejected("nothing was sent: the body of the request could not be built"));
            assertThat(tool.sent()).isEmpty();
        }
    }

    private ActionOutcome form(CannedTool tool, String body, String target) {
        String sound = Connectors.sound("form");
        String spoken = sound.substring(0, sound.indexOf("      body: |")) + "      encoding: form\n      body: \""
                + body + "\"\n    success: status = 200\n";
        Connectors.write(folder, "form", spoken);
        return Connectors.provider(Connectors.ready(folder, tool.instanceOf("form")), "tool.act")
                .perform(Connectors.call("tool.act", Operation.DO, target));
    }

    @Test
    void doesNotFollowARedirect() {
        try (CannedTool elsewhere = CannedTool.answering(201, Map.of(), "{}");
                CannedTool tool = CannedTool.answering(
                        307, Map.of("Location", elsewhere.baseUrl().toString()), "")) {
            ActionOutcome outcome = block(tool, "198.51.100.7");

            assertThat(outcome).isInstanceOf(ActionOutcome.Rejected.class);
            assertThat(elsewhere.sent()).isEmpty();
        }
    }

    @Test
    void hangsUpOnAnAnswerThatIsTooLong() {
        byte[] long2MiB = ("[" + "1,".repeat(1024 * 1024) + "1]").getBytes(StandardCharsets.UTF_8);
        try (CannedTool tool = CannedTool.answering(200, long2MiB)) {
            ActionOutcome outcome = block(tool, "198.51.100.7");

            assertThat(outcome).isEqualTo(new ActionOutcome.Ambiguous("the answer is longer than 1048576 bytes"));
        }
    }

    @Test
    void cannotTellWhatBecameOfARequestWithoutAnAnswer() throws IOException {
        Connectors.write(folder, "typed", Connectors.sound("typed"));
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ActionOutcome outcome = act(silent.getLocalPort());

            assertThat(outcome).isEqualTo(new ActionOutcome.Ambiguous("no complete answer within 1 s"));
        }
    }

    @Test
    void cannotTellWhatBecameOfARequestWhoseAnswerNeverEnds() throws Exception {
        Connectors.write(folder, "typed", Connectors.sound("typed"));
        try (ServerSocket dripping = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread tool = answering(dripping, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{", false);

            ActionOutcome outcome = act(dripping.getLocalPort());

            assertThat(outcome).isEqualTo(new ActionOutcome.Ambiguous("no complete answer within 1 s"));
            tool.join(5_000);
        }
    }

    @Test
    void cannotTellWhatBecameOfARequestAfterWhichTheToolHungUp() throws Exception {
        Connectors.write(folder, "typed", Connectors.sound("typed"));
        try (ServerSocket cutting = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread tool = answering(cutting, "", true);

            ActionOutcome outcome = act(cutting.getLocalPort());

            assertThat(outcome).isInstanceOf(ActionOutcome.Ambiguous.class);
            tool.join(5_000);
        }
    }

    @Test
    void knowsThatNothingHappenedWhenNobodyListens() throws IOException {
        Connectors.write(folder, "typed", Connectors.sound("typed"));
        int port;
        try (ServerSocket closedAgain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = closedAgain.getLocalPort();
        }

        assertThat(act(port)).isEqualTo(new ActionOutcome.Unreachable("no connection: it was refused", 0));
    }

    @Test
    void knowsThatNothingHappenedWhenTheNameOfTheHostIsUnknown() {
        Connectors.write(folder, "typed", Connectors.sound("typed"));
        ConnectorInstance nowhere = new ConnectorInstance(
                "tool", "typed", URI.create("http://tool.invalid"), Secret.none(), Set.of("tool.invalid"));

        ActionOutcome outcome = Connectors.provider(Connectors.ready(folder, nowhere), "tool.act")
                .perform(Connectors.call("tool.act", Operation.DO, "t"));

        assertThat(outcome).isEqualTo(new ActionOutcome.Unreachable("no connection: nobody knows the host", 0));
    }

    @Test
    void knowsThatNothingHappenedWhenTheToolDoesNotSpeakTls() throws Exception {
        Connectors.write(folder, "typed", Connectors.sound("typed"));
        try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread tool = answering(plain, "HTTP/1.1 400 Bad Request\r\n\r\n", true);
            ConnectorInstance instance = new ConnectorInstance(
                    "tool",
                    "typed",
                    URI.create("https://127.0.0.1:" + plain.getLocalPort()),
                    Secret.none(),
                    Set.of("127.0.0.1"));

            ActionOutcome outcome = Connectors.provider(Connectors.ready(folder, instance), "tool.act")
                    .perform(Connectors.call("tool.act", Operation.DO, "t"));

            assertThat(outcome)
                    .isEqualTo(new ActionOutcome.Unreachable(
                            "no connection: TLS failed, or the certificate is not of this host", 0));
            tool.join(5_000);
        }
    }

    @Test
    void losesNoCallThatMustNotBeRepeatedToAToolThatHangsUpWithoutAWord() throws Exception {
        Connectors.write(folder, "typed", Connectors.sound("typed").replace("class: A", "class: D"));
        try (ServerSocket impatient = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String done = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
            Connector connector = connector(impatient.getLocalPort());

            for (int call = 1; call <= 3; call++) {
                Thread tool = answering(impatient, done, true);
                assertThat(connector.perform(Connectors.call("tool.act", Operation.DO, "t")))
                        .as("call " + call)
                        .isInstanceOf(ActionOutcome.Succeeded.class);
                tool.join(5_000);
            }
        }
    }

    @Test
    void callsAgainOverTheSameConnectionWhereARepetitionDoesNoHarm() throws Exception {
        Connectors.write(folder, "typed", Connectors.sound("typed"));
        try (ServerSocket patient = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String done = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
            Thread tool = answering(patient, done, done);
            Connector connector = connector(patient.getLocalPort());

            for (int call = 1; call <= 2; call++) {
                assertThat(connector.perform(Connectors.call("tool.act", Operation.DO, "t")))
                        .as("call " + call)
                        .isInstanceOf(ActionOutcome.Succeeded.class);
            }
            tool.join(5_000);
        }
    }

    @Test
    void waitsUntilTheDateThatTheToolNames() {
        try (CannedTool tool = CannedTool.answering(503, Map.of("Retry-After", "Sun, 1 Mar 2026 10:00:30 GMT"), "")) {
            assertThat(block(tool, "198.51.100.7"))
                    .isEqualTo(new ActionOutcome.Unreachable("the tool answered 503", 30_000));
        }
    }

    @Test
    void neverWaitsLongerThanAnHour() {
        try (CannedTool tool = CannedTool.answering(429, Map.of("Retry-After", "999999999"), "")) {
            assertThat(block(tool, "198.51.100.7"))
                    .isEqualTo(new ActionOutcome.Unreachable("the tool answered 429", 3_600_000));
        }
    }

    @Test
    void keepsTheSecretOutOfEveryText() {
        String echo = "{\"id\": \"" + CannedTool.TOKEN + "\", \"why\": \"Bearer " + CannedTool.TOKEN + "\"}";
        try (CannedTool refusing = CannedTool.answering(403, Map.of(), echo);
                CannedTool agreeing = CannedTool.answering(201, Map.of(), echo)) {
            ActionOutcome refused = block(refusing, "198.51.100.7");
            ActionOutcome agreed = block(agreeing, "198.51.100.7");

            assertThat(refused.toString()).contains("[secret]").doesNotContain(CannedTool.TOKEN);
            assertThat(agreed.toString()).contains("[secret]").doesNotContain(CannedTool.TOKEN);
            assertThat(refusing.instanceOf("x").toString()).doesNotContain(CannedTool.TOKEN);
            assertThat(Secret.ofValue(CannedTool.TOKEN).toString()).doesNotContain(CannedTool.TOKEN);
        }
    }

    @Test
    void showsNothingThatATerminalWouldObey() {
        try (CannedTool tool = CannedTool.answering(400, Map.of(), "no\u001b[2J\r\nforged line \u202e end")) {
            assertThat(block(tool, "198.51.100.7"))
                    .isEqualTo(new ActionOutcome.Rejected("the tool answered 400: no [2J forged line end"));
        }
    }

    @Test
    void readsARotatedSecretFileAndSendsNothingWithoutIt() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "one\n");
        try (CannedTool tool = CannedTool.answering(201, Map.of(), "{}")) {
            ConnectorInstance instance = new ConnectorInstance(
                    "fw", "simulated-firewall", tool.baseUrl(), Secret.ofFile(file), Set.of("127.0.0.1"));
            Connector connector = Connectors.provider(Connectors.ready(Connectors.SHIPPED, instance), BLOCK);
            ActionCall call = Connectors.call(BLOCK, Operation.DO, "198.51.100.7");

            connector.perform(call);
            Files.writeString(file, "two\n");
            connector.perform(call);
            Files.writeString(file, "broken\ntoken");
            ActionOutcome withoutToken = connector.perform(call);

            assertThat(tool.sent())
                    .extracting(sent -> sent.headers().get("Authorization"))
                    .containsExactly(List.of("Bearer one"), List.of("Bearer two"));
            assertThat(withoutToken)
                    .isEqualTo(new ActionOutcome.Unreachable("the secret of instance 'fw' is unusable", 0));
        }
    }

    private static ActionOutcome block(CannedTool tool, String target) {
        return Connectors.shipped(tool, "simulated-firewall", BLOCK)
                .perform(Connectors.call(BLOCK, Operation.DO, target));
    }

    private ActionOutcome act(int port) {
        return connector(port).perform(Connectors.call("tool.act", Operation.DO, "t"));
    }

    private Connector connector(int port) {
        ConnectorInstance instance = new ConnectorInstance(
                "tool", "typed", URI.create("http://127.0.0.1:" + port), Secret.none(), Set.of("127.0.0.1"));
        return Connectors.provider(Connectors.ready(folder, instance), "tool.act");
    }

    /** Answers the first connection with this text, and then hangs up or waits until the other side does. */
    private static Thread answering(ServerSocket server, String text, boolean hangUp) {
        return talking(server, socket -> {
            answer(socket, text);
            while (!hangUp && socket.getInputStream().read() >= 0) {
                // drains until the connector gives up
            }
        });
    }

    /** Answers one request after the other on the first connection, each with its text. */
    private static Thread answering(ServerSocket server, String first, String second) {
        return talking(server, socket -> {
            answer(socket, first);
            answer(socket, second);
        });
    }

    private static void answer(Socket socket, String text) throws IOException {
        socket.getInputStream().read(new byte[4_096]);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private interface Talk {
        void with(Socket socket) throws IOException;
    }

    private static Thread talking(ServerSocket server, Talk talk) {
        Thread thread = new Thread(() -> {
            try (Socket socket = server.accept()) {
                talk.with(socket);
            } catch (IOException e) {
                // the connector hung up, which is what it should do
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
