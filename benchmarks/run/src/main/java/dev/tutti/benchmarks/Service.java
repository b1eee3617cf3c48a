package dev.tutti.benchmarks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts the packaged service as it is shipped, with the stub as its firewall. */
final class Service {

    static final String TOKEN = "benchmark-".repeat(4);

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final String PATH = "/api/v1/alerts";

    private Service() {}

    /** Returns after the first alert was decided. */
    static Program start(Database database, String schema, StubTool tool, Alerts alerts, Options options)
            throws Exception {
        Map<String, String> environment = new HashMap<>(database.schema(schema));
        environment.put("QUARKUS_FLYWAY_DEFAULT_SCHEMA", schema);
        environment.put("TUTTI_BOOTSTRAP_TOKEN", TOKEN);
        // As many for one tool as the hand-written program has.
        environment.put("TUTTI_DISPATCH_WORKERS", "16");
        String firewall = "TUTTI_CONNECTORS_INSTANCES_FIREWALL_";
        environment.put(firewall + "MANIFEST", "simulated-firewall");
        environment.put(firewall + "BASE_URL", tool.url());
        environment.put(firewall + "ALLOWED_HOSTS", "127.0.0.1");
        String jvm = options.text("jvm", "");
        Path log = Path.of("benchmarks/run/target/runs", schema + ".log");
        Program service = new Program(JAR, environment, jvm.isEmpty() ? List.of() : List.of(jvm.split(" ")), log);
        Endpoint endpoint = endpoint(service);
        for (int status = 0; status != 202; ) {
            TimeUnit.MILLISECONDS.sleep(500);
            try (Client client = new Client(endpoint)) {
                status = client.post(alerts.body(alerts.take(1), 1));
            }
        }
        return service;
    }

    static Endpoint endpoint(Program service) {
        return new Endpoint(service.port(), PATH, TOKEN);
    }
}
