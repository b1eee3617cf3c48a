package dev.tutti.cli;

import dev.tutti.intake.format.AlertFormat;
import dev.tutti.intake.format.AlertFormats;

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
