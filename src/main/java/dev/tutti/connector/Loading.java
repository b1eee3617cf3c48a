package dev.tutti.connector;

import java.util.List;

/** What came of reading manifests and instances: a registry, or everything that is wrong with them. */
public sealed interface Loading {

    record Ready(ConnectorRegistry registry) implements Loading {}

    /** In order of file and line; never empty. */
    record Broken(List<Finding> findings) implements Loading {
        public Broken {
            findings = List.copyOf(findings);
        }
    }
}
