package dev.tutti.cli;

import picocli.CommandLine.Command;

/** {@code tutti token}: what is done with tokens from outside, over REST. */
@Command(
        name = "token",
        description = "Make tokens.",
        mixinStandardHelpOptions = true,
        versionProvider = Tutti.Version.class,
        subcommands = TokenCreateCommand.class)
final class TokenCommand {}
