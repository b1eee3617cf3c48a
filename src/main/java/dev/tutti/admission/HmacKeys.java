package dev.tutti.admission;

import dev.tutti.admission.SourcesConfig.Signing;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What sources sign with. A file is read again after {@link #FRESH}, which bounds both how often a stranger can make us read it
 * and how long a rotation takes.
 */
@ApplicationScoped
class HmacKeys {

    static final Duration FRESH = Duration.ofSeconds(5);
    static final int SHORTEST = 32;
    static final int MOST = 2;

    private static final int MAX_BYTES = 4 * 1024;
    private static final Logger LOG = Logger.getLogger(HmacKeys.class);

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final SourcesConfig config;
    private final Clock clock;

    HmacKeys(SourcesConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Never shown: its text would be the keys. */
    private record Kept(Instant readAt, List<byte[]> keys) {

        @Override
        public String toString() {
            return "Kept[" + keys.size() + "]";
        }
    }

    /** The keys of this source, those of a rotation side by side; none when it has none that can be used. May read a file. */
    List<byte[]> of(String source) {
        Signing signing = config.hmac().get(source);
        Instant now = clock.instant();
        return kept.compute(
                        source,
                        (name, before) ->
                                before != null && now.isBefore(before.readAt().plus(FRESH))
                                        ? before
                                        : new Kept(now, read(name, signing)))
                .keys();
    }

    private static List<byte[]> read(String source, @Nullable Signing signing) {
        if (signing == null) {
            LOG.warnf("source %s signs, but no tutti.sources.hmac.%s.key or .key-file is set", source, source);
            return List.of();
        }
        try {
            String text = signing.keyFile().isPresent()
                    ? bounded(signing.keyFile().get())
                    : signing.key().orElse("");
            List<String> lines = text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (lines.isEmpty() || lines.size() > MOST || lines.stream().anyMatch(line -> line.length() < SHORTEST)) {
                LOG.warnf(
                        "the HMAC key of source %s is not usable: it takes 1 to %d lines of %d characters or more",
                        source, MOST, SHORTEST);
                return List.of();
            }
            return lines.stream()
                    .map(line -> line.getBytes(StandardCharsets.UTF_8))
                    .toList();
        } catch (IOException e) {
            LOG.warnf(
                    "the HMAC key of source %s cannot be read: %s",
                    source, e.getClass().getSimpleName());
            return List.of();
        }
    }

    private static String bounded(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("longer than any keys");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
