package dev.tutti.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Settings for how sources may prove themselves. */
@ConfigMapping(prefix = "tutti.sources")
interface SourcesConfig {

    /** Whether a source may have its secret in the address; proxies on the way may log addresses. */
    @WithDefault("false")
    boolean secretUrls();

    /** Whether a client is asked for a certificate where there is TLS. */
    @WithDefault("false")
    boolean clientCertificates();

    /** What sources sign with, by their names. */
    Map<String, Signing> hmac();

    /** One of the two is given. */
    interface Signing {

        /** The key, where it is no file. */
        Optional<String> key();

        /** A file with one key a line, two while one replaces the other; read again after a few seconds. */
        Optional<Path> keyFile();
    }
}
