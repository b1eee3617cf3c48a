package dev.tutti.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.intake.format.AlertFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code tutti alert send}: sends the alerts of files, in batches. When Tutti is busy it comes again as it is told to; when it
 * is interrupted, the next run goes on where this one ended.
 */
@Command(
        name = "send",
        description = {
            "Send the alerts of files to a running Tutti: one object a line, a JSON array, or lines of CEF or LEEF.",
            "A run that was interrupted is gone on with: how far it came is kept in FILE.tutti-sent until all is sent."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Tutti.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all were taken", "1:some were refused, or it could not go on", "2:wrong use"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  TUTTI_TOKEN=... tutti alert send eve.json",
            "  tutti alert send --url https://tutti.example.org --format cef firewall.log"
        })
final class AlertSendCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final int MOST_ATTEMPTS = 20;
    private static final long MOST_SECONDS = 60;
    private static final int MOST_COMPLAINTS = 100;

    /** How the command waits; a test does not. */
    interface Pause {

        void seconds(long seconds) throws InterruptedException;
    }

    private final Pause pause;

    @Mixin
    private final Remote remote = new Remote();

    @Option(
            names = "--format",
            defaultValue = "any",
            description = "what the files hold, as in the path of the REST interface (default: found out by looking)")
    private String format = Formats.ANY;

    @Option(names = "--batch", defaultValue = "500", description = "how many alerts a request has, 1 to 1000 (500)")
    private int batch = 500;

    @Option(names = "--again", description = "begin at the beginning, whatever was sent before")
    private boolean again;

    @Parameters(arity = "1..*", paramLabel = "FILE")
    private List<Path> files = List.of();

    private long taken;
    private long duplicates;
    private long leftOut;
    private long refused;
    private boolean unkept;

    AlertSendCommand() {
        this(seconds -> Thread.sleep(seconds * 1_000));
    }

    AlertSendCommand(Pause pause) {
        this.pause = pause;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        remote.check("a SIEM's");
        if (batch < 1 || batch > 1_000) {
            throw remote.wrongUse("--batch must be 1 to 1000, not " + batch);
        }
        Formats.named(new AlertFormats(WallClock.clock()), format, remote);
        Formats.check(files, remote);
        boolean whole = true;
        for (Path file : files) {
            whole &= send(file);
        }
        out().println("%d taken, %d of them known before; %d refused; %d no alerts"
                .formatted(taken, duplicates, refused, leftOut));
        return whole && refused == 0 ? 0 : 1;
    }

    /** Whether all of it was answered for. */
    private boolean send(Path file) throws IOException, InterruptedException {
        var mark = new SentMark(file);
        long sent = again ? 0 : mark.sent();
        try (AlertFile alerts = AlertFile.open(file)) {
            if (sent > 0) {
                err().println("tutti: " + file + ": goes on after the first " + sent);
            }
            for (long i = 0; i < sent; i++) {
                alerts.next();
            }
            for (List<byte[]> next = next(alerts, null); !next.isEmpty(); ) {
                byte @Nullable [] over = isOver(next) ? next.remove(next.size() - 1) : null;
                if (!sent(file, sent, next, alerts.json())) {
                    err().println("tutti: " + file + ": stopped after " + sent
                            + (unkept ? "" : "; the same command goes on from there"));
                    return false;
                }
                sent += next.size();
                keep(mark, file, sent);
                err().println("tutti: " + file + ": " + sent + " sent");
                next = next(alerts, over);
            }
        } catch (JsonProcessingException e) {
            err().println("tutti: " + file + ": is no JSON after the first " + sent + " alerts");
            return false;
        }
        if (sent == 0) {
            err().println("tutti: " + file + ": holds nothing to send");
        }
        mark.remove();
        return true;
    }

    /** A folder that may not be written to is no reason to send nothing. */
    private void keep(SentMark mark, Path file, long sent) {
        try {
            mark.write(sent);
        } catch (IOException e) {
            if (!unkept) {
                err().println("tutti: " + file + ": how far it came cannot be kept beside it, so a run that is"
                        + " interrupted begins anew: " + e.getMessage());
            }
            unkept = true;
        }
    }

    /** So many as fit into one request, and perhaps one more that does not. */
    private List<byte[]> next(AlertFile alerts, byte @Nullable [] over) throws IOException {
        List<byte[]> next = new ArrayList<>();
        if (over != null) {
            next.add(over);
        }
        while (next.size() < batch && !isOver(next)) {
            Optional<byte[]> alert = alerts.next();
            if (alert.isEmpty()) {
                break;
            }
            next.add(alert.get());
        }
        return next;
    }

    private static boolean isOver(List<byte[]> alerts) {
        return alerts.size() > 1
                && alerts.stream().mapToLong(alert -> alert.length).sum() > MOST_BYTES;
    }

    /** Whether it was answered for; Tutti's own word for when to come again decides how long to wait. */
    private boolean sent(Path file, long first, List<byte[]> alerts, boolean json)
            throws IOException, InterruptedException {
        var body = new ByteArrayOutputStream();
        for (byte[] alert : alerts) {
            body.writeBytes(alert);
            body.write('\n');
        }
        String mediaType = json ? "application/x-ndjson" : "text/plain";
        for (int attempt = 1; ; attempt++) {
            String why;
            long seconds = 2;
            try {
                var answer = remote.post(Formats.path(format), mediaType, body.toByteArray(), PATIENCE);
                if (answer.statusCode() != 503 && answer.statusCode() != 429) {
                    return counted(file, first, answer);
                }
                why = Remote.explain(answer);
                seconds = answer.headers().firstValueAsLong("Retry-After").orElse(seconds);
            } catch (IOException e) {
                why = String.valueOf(e.getMessage());
            }
            if (attempt == MOST_ATTEMPTS) {
                err().println("tutti: " + why);
                return false;
            }
            pause.seconds(Math.max(1, Math.min(seconds, MOST_SECONDS)));
        }
    }

    private boolean counted(Path file, long first, HttpResponse<String> answer) throws IOException {
        JsonNode body = answer.body().startsWith("{") ? JSON.readTree(answer.body()) : JSON.createObjectNode();
        boolean answered = answer.statusCode() == 202 || body.has("items");
        if (!answered) {
            err().println("tutti: " + Remote.explain(answer));
            return false;
        }
        if (body.has("id")) { // one alert is answered by itself
            countTaken(body);
        }
        leftOut += body.path("leftOut").asLong();
        for (JsonNode item : body.path("items")) {
            if (item.has("problem")) {
                refused++;
                complain(file, first, item);
            } else {
                countTaken(item);
            }
        }
        return true;
    }

    private void countTaken(JsonNode answer) {
        taken++;
        duplicates += answer.path("duplicate").asBoolean() ? 1 : 0;
    }

    private void complain(Path file, long first, JsonNode item) {
        if (refused <= MOST_COMPLAINTS) {
            err().println("tutti: " + file + "#" + (first + item.path("index").asLong()) + ": "
                    + Remote.said(item.path("problem")));
        } else if (refused == MOST_COMPLAINTS + 1) {
            err().println("tutti: more are refused, and not shown");
        }
    }

    private PrintWriter out() {
        return remote.command().commandLine().getOut();
    }

    private PrintWriter err() {
        return remote.command().commandLine().getErr();
    }
}
