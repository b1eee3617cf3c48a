package dev.tutti.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A running Tutti that is asked over REST, and who asks: the options that commands of this kind share. */
final class Remote {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECTED_WITHIN).build();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--url",
            defaultValue = "${env:TUTTI_URL:-http://localhost:8080}",
            description = "where Tutti is (TUTTI_URL; default: ${DEFAULT-VALUE})")
    private URI url = URI.create("http://localhost:8080");

    @Option(
            names = "--token",
            defaultValue = "${env:TUTTI_TOKEN}",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description = "of who asks; better in TUTTI_TOKEN, where a list of processes does not show it")
    private @Nullable String token;

    /**
     * Refuses options that cannot be right, before anything is sent.
     *
     * @param whose token is needed, such as {@code an admin's}
     */
    void check(String whose) {
        if (token == null || token.isBlank()) {
            throw wrongUse(whose + " token is needed: set TUTTI_TOKEN or --token");
        }
        if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
            throw wrongUse("--url must be like https://host:port, not '" + url + "'");
        }
    }

    /** @throws IOException when there is no answer within this time */
    HttpResponse<String> post(String path, String mediaType, byte[] body, Duration patience)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(patience)
                .header("Authorization", "Bearer " + (token == null ? "" : token.strip()))
                .header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException("no answer from " + url + "; is Tutti running there?", e);
        }
    }

    /** What an answer that is no success says, in one line. */
    static String explain(HttpResponse<String> answer) {
        try {
            return answer.statusCode() + ": " + said(JSON.readTree(answer.body()));
        } catch (JsonProcessingException e) {
            return "HTTP status " + answer.statusCode() + "; is this address Tutti's?";
        }
    }

    /** A problem in one line. */
    static String said(JsonNode problem) {
        var parts = new ArrayList<String>();
        parts.add(problem.path("detail").asText("refused"));
        for (JsonNode error : problem.path("errors")) {
            parts.add(
                    error.path("pointer").asText() + " " + error.path("detail").asText());
        }
        if (problem.hasNonNull("hint")) {
            parts.add(problem.path("hint").asText());
        }
        return String.join("; ", parts);
    }

    ParameterException wrongUse(String message) {
        return new ParameterException(command().commandLine(), message);
    }

    CommandSpec command() {
        if (command == null) {
            throw new IllegalStateException("picocli sets the specification before it calls");
        }
        return command;
    }
}
