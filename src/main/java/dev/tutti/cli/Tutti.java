package dev.tutti.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The entry of the jar. No part of Quarkus runs before a command asks for it. */
@QuarkusMain
@Command(
        name = "tutti",
        description = "A policy orchestrator for security tools. Without a command it serves.",
        mixinStandardHelpOptions = true,
        versionProvider = Tutti.Version.class,
        subcommands = {
            ServeCommand.class,
            LintCommand.class,
            TestCommand.class,
            MutateCommand.class,
            TableCommand.class,
            AlertCommand.class,
            TokenCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:good", "1:what was checked or tried is not good", "2:wrong use"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  tutti demo",
            "  tutti serve",
            "  TUTTI_DATA_DIR=/var/lib/tutti tutti serve",
            "  TUTTI_TOKEN=... tutti token create suricata-1 siem",
            "  TUTTI_TOKEN=... tutti alert send eve.json",
            "",
            "tutti stands for: java -jar target/quarkus-app/quarkus-run.jar"
        })
public final class Tutti implements Callable<Integer> {

    public static void main(String... args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Tutti())
                .addSubcommand(new DemoCommand(WallClock.clock()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Tutti::explain);
    }

    @Override
    public Integer call() {
        return Server.run();
    }

    /** One line for a human; the stack only for who asks for it. */
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("tutti: " + Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
        if (Boolean.getBoolean("tutti.debug")) {
            failure.printStackTrace(command.getErr());
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** What Maven wrote into the jar. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() throws IOException {
            var properties = new Properties();
            try (var written = Tutti.class.getResourceAsStream("/META-INF/maven/dev.tutti/tutti/pom.properties")) {
                if (written != null) {
                    properties.load(written);
                }
            }
            return new String[] {"tutti " + properties.getProperty("version", "(not packaged)")};
        }
    }
}
