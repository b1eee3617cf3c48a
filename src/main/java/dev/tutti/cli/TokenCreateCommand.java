package dev.tutti.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.identity.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tutti token create}: the new token alone goes to stdout, so that a script can take it. */
@Command(
        name = "create",
        description = "Make a token; it is shown this once.",
        mixinStandardHelpOptions = true,
        versionProvider = Tutti.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  TUTTI_TOKEN=... tutti token create suricata-1 siem",
            "  tutti token create --url https://tutti.example.org bea risk-officer --json"
        })
final class TokenCreateCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--url",
            defaultValue = "${env:TUTTI_URL:-http://localhost:8080}",
            description = "where Tutti is (TUTTI_URL; default: ${DEFAULT-VALUE})")
    private URI url = URI.create("http://localhost:8080");

    @Option(
            names = "--token",
            defaultValue = "${env:TUTTI_TOKEN}",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description = "an admin's token; better in TUTTI_TOKEN, where a list of processes does not show it")
    private @Nullable String token;

    @Option(names = "--json", description = "print the whole answer")
    private boolean json;

    @Parameters(index = "0", paramLabel = "NAME", description = "of the person or the source: a-z A-Z 0-9 . _ @ -")
    private String name = "";

    @Parameters(index = "1", paramLabel = "ROLE", description = "siem, risk-officer, responder, auditor or admin")
    private String role = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (Role.named(role).isEmpty()) {
            throw wrongUse("ROLE must be one of " + Role.choices() + ", not '" + role + "'");
        }
        if (token == null || token.isBlank()) {
            throw wrongUse("an admin's token is needed: set TUTTI_TOKEN or --token");
        }
        if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
            throw wrongUse("--url must be like https://host:port, not '" + url + "'");
        }
        var answer = post(token);
        if (answer.statusCode() == 201) {
            var body = JSON.readTree(answer.body());
            command()
                    .commandLine()
                    .getOut()
                    .println(json ? answer.body() : body.path("token").asText());
            command()
                    .commandLine()
                    .getErr()
                    .println("tutti: made token " + body.path("id").asText() + " of " + name);
            return 0;
        }
        command().commandLine().getErr().println("tutti: " + explain(answer));
        return 1;
    }

    private HttpResponse<String> post(String bearer) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve("/api/v1/tokens"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + bearer.strip())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("name", name, "role", role))))
                .build();
        try {
            return HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException("no answer from " + url + "; is Tutti running there?", e);
        }
    }

    private static String explain(HttpResponse<String> answer) {
        try {
            var problem = JSON.readTree(answer.body());
            var parts = new ArrayList<String>();
            parts.add(problem.path("detail").asText("refused"));
            for (JsonNode error : problem.path("errors")) {
                parts.add(error.path("pointer").asText() + " "
                        + error.path("detail").asText());
            }
            if (problem.hasNonNull("hint")) {
                parts.add(problem.path("hint").asText());
            }
            return answer.statusCode() + ": " + String.join("; ", parts);
        } catch (JsonProcessingException e) {
            return "HTTP status " + answer.statusCode() + "; is this address Tutti's?";
        }
    }

    private ParameterException wrongUse(String message) {
        return new ParameterException(command().commandLine(), message);
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the specification before it calls");
        }
        return spec;
    }
}
