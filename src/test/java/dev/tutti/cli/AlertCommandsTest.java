package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What somebody sees who reads files of alerts or sends them; Tutti is a server that answers what it was told to. */
class AlertCommandsTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private record Told(int status, String body) {}

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Long> waits = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private final Deque<Told> answers = new ArrayDeque<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        paths.add(exchange.getRequestURI().toString());
        bodies.add(body);
        Told told = answers.isEmpty() ? all(body) : answers.remove();
        if (told.status() == 503) {
            exchange.getResponseHeaders().add("Retry-After", "7");
        }
        byte[] bytes = told.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(told.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Told all(String body) {
        return new Told(
                202,
                IntStream.range(0, (int) body.lines().count())
                        .mapToObj(i -> "{\"index\":" + i + ",\"id\":\"x\",\"decision\":\"UNMATCHED\"}")
                        .collect(Collectors.joining(",", "{\"items\":[", "],\"leftOut\":0}")));
    }

    @Test
    void sendsEveryLineInBatches() throws IOException {
        Path file = lines(5);

        assertThat(send("--batch", "2", file.toString())).isZero();

        assertThat(bodies).containsExactly("{\"n\":0}\n{\"n\":1}\n", "{\"n\":2}\n{\"n\":3}\n", "{\"n\":4}\n");
        assertThat(paths).containsOnly("/api/v1/alerts");
        assertThat(out.toString()).contains("5 taken, 0 of them known before; 0 refused; 0 no alerts");
        assertThat(folder.resolve("alerts.json.tutti-sent")).doesNotExist();
    }

    @Test
    void sendsTheElementsOfAnArrayWithoutChangingANumber() throws IOException {
        Path file = Files.writeString(
                folder.resolve("array.json"), "[ {\"n\": 1.50,\n \"x\": 12345678901234567890123}, {} ]");

        assertThat(send("--format", "suricata", file.toString())).isZero();

        assertThat(bodies).containsExactly("{\"n\":1.50,\"x\":12345678901234567890123}\n{}\n");
        assertThat(paths).containsExactly("/api/v1/alerts/suricata");
    }

    @Test
    void sendsAnObjectOverSeveralLinesAsOne() throws IOException {
        Path file = Files.writeString(folder.resolve("one.json"), "{\n  \"a\": {\"b\": 1}\n}\n");

        assertThat(send(file.toString())).isZero();

        assertThat(bodies).containsExactly("{\"a\":{\"b\":1}}\n");
    }

    @Test
    void comesAgainWhenItIsToldTo() throws IOException {
        answers.add(new Told(503, "{\"detail\":\"Nothing was taken: QUEUE_FULL\"}"));

        assertThat(send(lines(1).toString())).isZero();

        assertThat(waits).containsExactly(7L);
        assertThat(bodies).hasSize(2);
    }

    @Test
    void goesOnWhereItWasInterrupted() throws IOException {
        Path file = lines(4);
        answers.add(all("a\nb"));
        answers.add(new Told(401, "{\"detail\":\"The token was revoked\"}"));

        assertThat(send("--batch", "2", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("401: The token was revoked").contains("stopped after 2");
        assertThat(send("--batch", "2", file.toString())).isZero();

        assertThat(bodies.get(bodies.size() - 1)).isEqualTo("{\"n\":2}\n{\"n\":3}\n");
        assertThat(bodies).hasSize(3);
        assertThat(folder.resolve("alerts.json.tutti-sent")).doesNotExist();
    }

    @Test
    void beginsAnewWhenAnotherFileHasTakenTheNameOfTheInterruptedOne() throws IOException {
        Path file = lines(4);
        answers.add(all("a\nb"));
        answers.add(new Told(401, "{\"detail\":\"The token was revoked\"}"));
        assertThat(send("--batch", "2", file.toString())).isEqualTo(1);

        Files.writeString(file, "{\"other\":0}\n".repeat(50));
        bodies.clear();
        assertThat(send(file.toString())).isZero();

        assertThat(String.join("", bodies).lines()).hasSize(50);
    }

    @Test
    void goesOnInAFileThatHasGrown() throws IOException {
        Path file = lines(4);
        answers.add(all("a\nb"));
        answers.add(new Told(401, "{\"detail\":\"The token was revoked\"}"));
        assertThat(send("--batch", "2", file.toString())).isEqualTo(1);

        Files.writeString(file, "\n{\"n\":4}\n", StandardOpenOption.APPEND);
        bodies.clear();
        assertThat(send(file.toString())).isZero();

        assertThat(bodies).containsExactly("{\"n\":2}\n{\"n\":3}\n{\"n\":4}\n");
    }

    @Test
    void beginsAnewWhenTheMarkCannotBeRead() throws IOException {
        Path file = lines(2);
        Files.writeString(folder.resolve("alerts.json.tutti-sent"), "cut o");

        assertThat(send(file.toString())).isZero();

        assertThat(bodies).containsExactly("{\"n\":0}\n{\"n\":1}\n");
    }

    @Test
    void countsAnAlertThatIsAnsweredByItself() throws IOException {
        answers.add(new Told(202, "{\"id\":\"x\",\"decision\":\"ACTED\",\"duplicate\":true}"));

        assertThat(send(lines(1).toString())).isZero();

        assertThat(out.toString()).contains("1 taken, 1 of them known before; 0 refused; 0 no alerts");
    }

    @Test
    void sendsAllTheSameWhereNoMarkCanBeKept() throws IOException {
        Path file = lines(4);
        Files.createDirectory(folder.resolve("alerts.json.tutti-sent.new"));

        assertThat(send("--batch", "2", file.toString())).isZero();

        assertThat(bodies).hasSize(2);
        assertThat(err.toString()).containsOnlyOnce("how far it came cannot be kept beside it");
    }

    @Test
    void saysWhichAlertsWereRefusedAndWhy() throws IOException {
        answers.add(new Told(
                400,
                "{\"detail\":\"None\",\"leftOut\":1,\"items\":[{\"index\":1,\"problem\":{\"detail\":\"Not valid\","
                        + "\"errors\":[{\"pointer\":\"/timestamp\",\"detail\":\"is missing\"}]}}]}"));

        assertThat(send(lines(2).toString())).isEqualTo(1);

        assertThat(err.toString()).contains("alerts.json#1: Not valid; /timestamp is missing");
        assertThat(out.toString()).contains("0 taken, 0 of them known before; 1 refused; 1 no alerts");
    }

    @Test
    void givesUpAfterSoManyAttempts() throws IOException {
        IntStream.range(0, 20).forEach(i -> answers.add(new Told(503, "{\"detail\":\"busy\"}")));

        assertThat(send(lines(1).toString())).isEqualTo(1);

        assertThat(bodies).hasSize(20);
        assertThat(err.toString()).contains("503: busy").contains("stopped after 0");
    }

    @Test
    void showsWhatAFileIsReadAsWithoutAskingAnybody() throws IOException {
        Path file = Files.writeString(folder.resolve("two.json"), """
                {"source":"nids","title":"Beacon\\u001b[2J","observedAt":"2026-03-01T10:05:00Z","kind":"MALWARE","score":90,\
                "observables":[{"type":"HOST","value":"desk-1","role":"TARGET"}]}
                {"title":"no source"}
                """);

        assertThat(run(new AlertParseCommand(NOON), file.toString())).isEqualTo(1);

        assertThat(out.toString())
                .contains("tutti  MALWARE CRITICAL 90  Beacon?[2J")
                .contains("TARGET HOST      desk-1")
                .contains(
                        "two.json#1  cannot be used: The alert has no format that is known here, and is not valid as Tutti's own;"
                                + " /source is missing; /observedAt is missing");
        assertThat(bodies).isEmpty();
    }

    @Test
    void saysWhichFileIsNone() throws IOException {
        Path missing = folder.resolve("missing.json");

        assertThat(run(new AlertParseCommand(NOON), lines(1).toString(), missing.toString()))
                .isEqualTo(2);
        assertThat(send(missing.toString())).isEqualTo(2);
        assertThat(send(folder.toString())).isEqualTo(2);

        assertThat(err.toString())
                .contains("there is no file " + missing)
                .contains(folder + " is a folder; name the files in it");
        assertThat(out.toString()).isEmpty();
        assertThat(bodies).isEmpty();
    }

    @Test
    void saysThatAFileHoldsNothing() throws IOException {
        assertThat(send(Files.createFile(folder.resolve("empty.json")).toString()))
                .isZero();

        assertThat(err.toString()).contains("empty.json: holds nothing to send");
    }

    @Test
    void asksARunningTuttiWhatItWouldDecide() throws IOException {
        answers.add(new Told(200, """
                {"leftOut":0,"items":[{"index":0,"format":"tutti","alert":{"title":"Beacon"},"decision":"HELD","actions":[
                 {"ruling":"HELD","capability":"edr.isolate-host","target":"desk-1",
                  "grounds":[{"reason":"CHANGE_FREEZE","text":"a change freeze covers payments"}]}]}]}"""));
        Path file = Files.writeString(folder.resolve("one.json"), "{\"source\":\"nids\"}");

        assertThat(run(new AlertParseCommand(NOON), "--decide", "--url", url(), "--token", "t", file.toString()))
                .isZero();

        assertThat(paths).containsExactly("/api/v1/alerts?dry=true");
        assertThat(out.toString())
                .contains("decision         HELD")
                .contains("edr.isolate-host desk-1: CHANGE_FREEZE, a change freeze covers payments");
    }

    private Path lines(int number) throws IOException {
        return Files.writeString(
                folder.resolve("alerts.json"),
                IntStream.range(0, number).mapToObj(i -> "{\"n\":" + i + "}\n").collect(Collectors.joining("\n")));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private int send(String... args) {
        List<String> all = new ArrayList<>(List.of("--url", url(), "--token", "t"));
        all.addAll(List.of(args));
        return run(new AlertSendCommand(waits::add), all.toArray(String[]::new));
    }

    private int run(Object command, String... args) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
