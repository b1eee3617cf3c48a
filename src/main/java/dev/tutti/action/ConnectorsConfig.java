package dev.tutti.action;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Which tools there are, and where. */
@ConfigMapping(prefix = "tutti.connectors")
interface ConnectorsConfig {

    /** The folder of the manifests. */
    @WithDefault("connectors")
    Path dir();

    /** The tools, by names of the administrator's choice. */
    Map<String, Instance> instances();

    /** One tool at one address. */
    interface Instance {

        /** The name of the manifest that it speaks. */
        String manifest();

        /** Every request goes to this scheme, host and port, below this path. */
        URI baseUrl();

        /** The hosts that may be reached; the base URL's must be among them. */
        Set<String> allowedHosts();

        /** The bearer token, where it is no file. */
        Optional<String> secret();

        /** A file with the bearer token, read again for each call. */
        Optional<Path> secretFile();

        /** The sources of alerts that it is asked about; all that no other tool is there for when it names none. */
        Optional<Set<String>> sources();

        /** How many calls of it may be under way at once; what its manifest says, if anything, else the workers of a tool. */
        OptionalInt callsAtOnce();

        /** How often it may be called; what its manifest says, if anything, else as often as there is something to do. */
        Optional<Rate> rate();
    }

    /** At most so many calls within any such time. */
    interface Rate {

        int calls();

        Duration per();
    }
}
