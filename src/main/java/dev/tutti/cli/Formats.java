package dev.tutti.cli;

import dev.tutti.intake.format.AlertFormat;
import dev.tutti.intake.format.AlertFormats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How the commands name a format and where they post it. */
final class Formats {

    /** Finds the format out by looking. */
    static final String ANY = "any";

    private static final String PATH = "/api/v1/alerts";

    private Formats() {}

    static AlertFormat named(AlertFormats formats, String name, Remote remote) {
        return name.equals(ANY)
                ? formats.any()
                : formats.named(name)
                        .orElseThrow(() -> remote.wrongUse("--format must be " + ANY + " or one of "
                                + String.join(", ", formats.names()) + ", not '" + name + "'"));
    }

    /** Refuses what can be no file of alerts before anything is done with the others. */
    static void check(List<Path> files, Remote remote) {
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw remote.wrongUse("there is no file " + file);
            }
            if (Files.isDirectory(file)) {
                throw remote.wrongUse(file + " is a folder; name the files in it");
            }
            if (!Files.isReadable(file)) {
                throw remote.wrongUse(file + " may not be read by this user");
            }
        }
    }

    static String path(String name) {
        return name.equals(ANY) ? PATH : PATH + "/" + name;
    }

    static String mediaType(byte[] body) {
        for (byte b : body) {
            if (b > ' ') {
                return b == '{' || b == '[' ? "application/json" : "text/plain";
            }
        }
        return "text/plain";
    }
}
