package dev.tutti.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.identity.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

    @Mixin
    private final Remote remote = new Remote();

    @Option(names = "--json", description = "print the whole answer")
    private boolean json;

    @Parameters(index = "0", paramLabel = "NAME", description = "of the person or the source: a-z A-Z 0-9 . _ @ -")
    private String name = "";

    @Parameters(index = "1", paramLabel = "ROLE", description = "siem, risk-officer, responder, auditor or admin")
    private String role = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (Role.named(role).isEmpty()) {
            throw remote.wrongUse("ROLE must be one of " + Role.choices() + ", not '" + role + "'");
        }
        remote.check("an admin's");
        byte[] body = JSON.writeValueAsBytes(Map.of("name", name, "role", role));
        var answer = remote.post("/api/v1/tokens", "application/json", body, PATIENCE);
        if (answer.statusCode() == 201) {
            var made = JSON.readTree(answer.body());
            remote.command()
                    .commandLine()
                    .getOut()
                    .println(json ? answer.body() : made.path("token").asText());
            remote.command()
                    .commandLine()
                    .getErr()
                    .println("tutti: made token " + made.path("id").asText() + " of " + name);
            return 0;
        }
        remote.command().commandLine().getErr().println("tutti: " + Remote.explain(answer));
        return 1;
    }
}
