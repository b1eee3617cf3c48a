package dev.tutti.connector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The bearer token of an instance. Its text leaves only through {@link #reveal}; {@code toString} never shows it. */
public final class Secret {

    private static final int MAX_BYTES = 8 * 1024;

    private final Source source;
    private final String description;

    private Secret(Source source, String description) {
        this.source = source;
        this.description = description;
    }

    private interface Source {
        String read() throws IOException;
    }

    /** A tool that wants no credentials. */
    public static Secret none() {
        return new Secret(() -> "", "no secret");
    }

    public static Secret ofValue(String value) {
        return new Secret(() -> value, "secret");
    }

    /** Read again for each call, so that a rotated file counts at once. */
    public static Secret ofFile(Path file) {
        return new Secret(() -> readBounded(file), "secret in " + file);
    }

    /** The token, {@code ""} for none; empty when it cannot be had or cannot be a bearer token. */
    Optional<String> reveal() {
        try {
            String text = source.read().strip();
            return text.chars().allMatch(c -> c > ' ' && c < 127) ? Optional.of(text) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return description;
    }

    private static String readBounded(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES || bytes.length == 0) {
                throw new IOException("not a token: empty or too long");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
