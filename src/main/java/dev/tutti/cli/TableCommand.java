package dev.tutti.cli;

import picocli.CommandLine.Command;

/** {@code tutti table}: what is done with decision tables beside lint and test. */
@Command(
        name = "table",
        description = "Bring decision tables from spreadsheets.",
        mixinStandardHelpOptions = true,
        versionProvider = Tutti.Version.class,
        subcommands = TableImportCommand.class)
final class TableCommand {}
