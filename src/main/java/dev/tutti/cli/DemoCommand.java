package dev.tutti.cli;

import dev.tutti.demo.Play;
import dev.tutti.demo.SimulatedEstate;
import dev.tutti.demo.Tool;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tutti demo}: the service, a simulated estate, and real alerts through the front door. */
@Command(
        name = "demo",
        description = {
            "Show Tutti at work on a simulated estate.",
            "Runs the service with a PostgreSQL of its own, posts real alerts to it, prints one line per decision, stays up."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final Set<String> HOSTS =
            Set.of("bastion-1", "trade-ws-7", "dc-1", "dc-2", "resolver-1", "office-lt-3", "office-web-1");

    private final Clock clock;

    @Option(names = "--keep", description = "Go on with the data of the run before instead of beginning anew.")
    private boolean keep;

    DemoCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Path data = Path.of(Objects.requireNonNullElse(System.getenv("TUTTI_DATA_DIR"), ".tutti"), "demo");
        if (!keep) {
            EmbeddedDatabase.discard(data);
        }
        String toolToken = random();
        String admin = "demo-admin-" + random();
        SimulatedEstate estate = SimulatedEstate.start(SimulatedEstate.Layout.anywhere(toolToken, HOSTS), clock);
        System.setProperty("tutti.data-dir", data.toString());
        System.setProperty("tutti.bootstrap-token", admin);
        for (Tool tool : Tool.values()) {
            connect(tool.instance(), tool.manifest(), estate.of(tool).baseUrl(), toolToken);
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String port = Objects.requireNonNullElse(System.getenv("QUARKUS_HTTP_PORT"), "8080");
        Play play = new Play("http://localhost:" + port, admin, estate, clock, out);
        Thread player = new Thread(() -> perform(play, out), "demo");
        player.setDaemon(true);
        player.start();
        int exitCode = Server.run();
        estate.close();
        return exitCode;
    }

    private static void perform(Play play, PrintStream out) {
        try {
            play.perform();
        } catch (RuntimeException e) {
            out.println("The demonstration stopped: " + e.getMessage());
        }
    }

    private static void connect(String name, String manifest, URI baseUrl, String token) {
        String prefix = "tutti.connectors.instances." + name + ".";
        System.setProperty(prefix + "manifest", manifest);
        System.setProperty(prefix + "base-url", baseUrl.toString());
        System.setProperty(prefix + "allowed-hosts", baseUrl.getHost());
        System.setProperty(prefix + "secret", token);
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
