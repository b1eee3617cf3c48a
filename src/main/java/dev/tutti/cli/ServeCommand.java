package dev.tutti.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code tutti serve}. */
@Command(
        name = "serve",
        description = {
            "Start the service and stay until it is told to stop.",
            "With QUARKUS_DATASOURCE_JDBC_URL it uses that PostgreSQL, else one of its own under TUTTI_DATA_DIR."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Tutti.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  tutti serve",
            "  TUTTI_BOOTSTRAP_TOKEN=... QUARKUS_HTTP_PORT=9000 tutti serve",
            "  QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://db/tutti tutti serve"
        })
final class ServeCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return Server.run();
    }
}
