package dev.tutti.cli;

import picocli.CommandLine.Command;

/** {@code tutti alert}: what is done with files of alerts. */
@Command(
        name = "alert",
        description = "Read files of alerts, or send them.",
        mixinStandardHelpOptions = true,
        versionProvider = Tutti.Version.class,
        subcommands = {AlertParseCommand.class, AlertSendCommand.class})
final class AlertCommand {}
