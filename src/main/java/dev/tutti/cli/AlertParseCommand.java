package dev.tutti.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tutti.intake.format.AlertFormat;
import dev.tutti.intake.format.AlertFormats;
import dev.tutti.intake.format.Item;
import dev.tutti.intake.format.ParsedBody;
import dev.tutti.problem.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tutti alert parse}: what a file is read as, and, where a service is asked, what it would decide. */
@Command(
        name = "parse",
        description = {
            "Show what the alerts in files are read as.",
            "Nothing is sent, unless --decide asks a running Tutti what it would decide; that changes nothing there."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Tutti.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all could be read", "1:some could not", "2:wrong use"},
        footerHeading = "%nExamples:%n",
        footer = {"  tutti alert parse eve.json", "  TUTTI_TOKEN=... tutti alert parse --decide finding.json"})
final class AlertParseCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Clock clock;

    @Mixin
    private final Remote remote = new Remote();

    @Option(
            names = "--format",
            defaultValue = "any",
            description = "what the files hold, as in the path of the REST interface (default: found out by looking)")
    private String format = "any";

    @Option(names = "--decide", description = "ask the Tutti at --url what it would decide")
    private boolean decide;

    @Option(names = "--json", description = "one JSON object for each file")
    private boolean json;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "of at most 16 MiB and 1,000 alerts")
    private List<Path> files = List.of();

    AlertParseCommand() {
        this(WallClock.clock());
    }

    AlertParseCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        AlertFormat reader = Formats.named(new AlertFormats(clock), format, remote);
        if (decide) {
            remote.check("a SIEM's");
        }
        Formats.check(files, remote);
        boolean good = true;
        for (Path file : files) {
            byte[] body = Files.readAllBytes(file);
            good &= decide ? decided(file, body) : parsed(file, reader.parse(body, ""));
        }
        return good ? 0 : 1;
    }

    private boolean decided(Path file, byte[] body) throws IOException, InterruptedException {
        var answer = remote.post(Formats.path(format) + "?dry=true", Formats.mediaType(body), body, PATIENCE);
        if (answer.statusCode() != 200) {
            err().println("tutti: " + file + ": " + Remote.explain(answer));
            return false;
        }
        return shown(file, (ObjectNode) JSON.readTree(answer.body()));
    }

    private boolean parsed(Path file, ParsedBody body) {
        if (body instanceof ParsedBody.Unreadable unreadable) {
            err().println("tutti: " + file + ": " + Remote.said(JSON.valueToTree(unreadable.problem())));
            return false;
        }
        ObjectNode answer = JSON.createObjectNode();
        var items = answer.putArray("items");
        int leftOut = 0;
        for (Item item : ((ParsedBody.ParsedBatch) body).items()) {
            if (item instanceof Item.LeftOut) {
                leftOut++;
            } else {
                items.add(form(item));
            }
        }
        answer.put("leftOut", leftOut);
        return shown(file, answer);
    }

    /** The same form in which the service answers. */
    private static ObjectNode form(Item item) {
        ObjectNode form = JSON.createObjectNode().put("index", item.index());
        if (item instanceof Item.Parsed parsed) {
            ObjectNode alert = JSON.valueToTree(parsed.report());
            alert.remove("raw");
            form.put("format", parsed.format())
                    .put("kindKnown", parsed.kindKnown())
                    .set("alert", alert);
        } else if (item instanceof Item.Broken broken) {
            Problem problem = broken.problem();
            form.put("line", broken.line()).set("problem", JSON.valueToTree(problem));
        }
        return form;
    }

    private boolean shown(Path file, ObjectNode answer) {
        boolean good = answer.path("items").valueStream().noneMatch(item -> item.has("problem"));
        if (json) {
            out().println(answer.put("file", file.toString()));
            return good;
        }
        answer.path("items").forEach(item -> show(file, item));
        int leftOut = answer.path("leftOut").asInt();
        if (leftOut > 0) {
            out().println(file + ": " + leftOut + " left out, since they are no alerts");
        }
        return good;
    }

    private void show(Path file, JsonNode item) {
        String place = file + "#" + item.path("index").asInt();
        if (item.has("problem")) {
            out().println(place + "  cannot be used: " + printable(Remote.said(item.path("problem"))));
            return;
        }
        JsonNode alert = item.path("alert");
        out().println("%s  %s  %s %s %s  %s"
                .formatted(
                        place,
                        item.path("format").asText(),
                        alert.path("kind").asText(),
                        alert.path("severity").asText(),
                        alert.path("score").asText(),
                        printable(alert.path("title").asText())));
        line("observed", alert.path("observedAt").asText());
        line("source id", alert.path("sourceId").asText());
        line("rule", alert.path("rule").asText());
        line("techniques", texts(alert.path("techniques")));
        alert.path("observables")
                .forEach(seen -> line(
                        seen.path("role").asText() + " " + seen.path("type").asText(),
                        seen.path("value").asText()));
        if (item.has("decision")) {
            line("decision", item.path("decision").asText());
            item.path("actions").forEach(this::action);
        }
    }

    private void action(JsonNode action) {
        String why = action.path("grounds")
                .valueStream()
                .map(ground -> ground.path("reason").asText() + ", "
                        + ground.path("text").asText())
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
        line(
                action.path("ruling").asText(),
                action.path("capability").asText() + " " + action.path("target").asText() + ": " + why);
    }

    private void line(String name, String value) {
        if (!value.isBlank()) {
            out().println("    %-16s %s".formatted(name, printable(value)));
        }
    }

    private static String texts(JsonNode list) {
        return list.valueStream()
                .map(JsonNode::asText)
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }

    /** What an attacker wrote must not move the cursor of who reads it. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private PrintWriter out() {
        return remote.command().commandLine().getOut();
    }

    private PrintWriter err() {
        return remote.command().commandLine().getErr();
    }
}
