package dev.tutti.admission;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Settings as a plain test states them. */
record FixedSources(boolean secretUrls, boolean clientCertificates, Map<String, Signing> hmac)
        implements SourcesConfig {

    static final FixedSources DEFAULTS = new FixedSources(false, false, Map.of());

    record FixedSigning(Optional<String> key, Optional<Path> keyFile) implements Signing {}

    FixedSources withSecretUrls() {
        return new FixedSources(true, clientCertificates, hmac);
    }

    static FixedSources signing(String source, String key) {
        return new FixedSources(false, false, Map.of(source, new FixedSigning(Optional.of(key), Optional.empty())));
    }

    static FixedSources signing(String source, Path file) {
        return new FixedSources(false, false, Map.of(source, new FixedSigning(Optional.empty(), Optional.of(file))));
    }
}
