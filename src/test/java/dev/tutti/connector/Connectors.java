package dev.tutti.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.Capability;
import dev.tutti.fact.TargetType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Fixtures: the shipped connectors, and small ones of the test's own. */
final class Connectors {

    static final Path SHIPPED = Path.of("connectors");
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
    static final List<Capability> CAPABILITIES = List.of(
            new Capability("firewall.block-ip", "Block", TargetType.IP, true, Duration.ofHours(1), Duration.ofHours(1)),
            new Capability(
                    "edr.isolate-host", "Isolate", TargetType.HOST, true, Duration.ofHours(1), Duration.ofHours(1)));

    private Connectors() {}

    static ConnectorRegistry ready(Path folder, ConnectorInstance... instances) {
        Loading loading = ConnectorRegistry.load(folder, List.of(instances), CAPABILITIES, CLOCK);
        assertThat(loading).as(loading.toString()).isInstanceOf(Loading.Ready.class);
        return ((Loading.Ready) loading).registry();
    }

    static List<Finding> findings(Path folder, ConnectorInstance... instances) {
        Loading loading = ConnectorRegistry.load(folder, List.of(instances), CAPABILITIES, CLOCK);
        assertThat(loading).isInstanceOf(Loading.Broken.class);
        return ((Loading.Broken) loading).findings();
    }

    static Connector provider(ConnectorRegistry registry, String capability) {
        return registry.provider(capability).orElseThrow().connector();
    }

    /** The shipped provider of this capability, bound to the tool. */
    static Connector shipped(CannedTool tool, String manifest, String capability) {
        return provider(ready(SHIPPED, tool.instanceOf(manifest)), capability);
    }

    static ActionCall call(String capability, Operation operation, String target) {
        return new ActionCall(capability, operation, target, Map.of(), "a1");
    }

    /** Writes a manifest of that name below the folder. */
    static void write(Path folder, String name, String yaml) {
        try {
            Path file = folder.resolve(name).resolve("connector.yaml");
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A manifest without a fault, to be spoiled by a replacement. */
    static String sound(String name) {
        return """
                name: %s
                title: A tool
                category: other
                simulated: true
                needs: [May do the thing.]
                actions:
                  - capability: tool.act
                    class: A
                    timeout: 1s
                    parameters:
                      - name: count
                        type: integer
                      - name: mode
                        type: enum
                        values: [soft, hard]
                        default: soft
                      - name: wait
                        type: duration
                      - name: note
                        type: string
                        maxLength: 10
                    request:
                      method: POST
                      path: /things/{target}{?note}
                      headers: {X-Origin: tutti}
                      body: |
                        { "n": parameters.count,
                          "mode": parameters.mode,
                          "wait": parameters.wait,
                          "key": idempotencyKey,
                          "action": actionId }
                    success: status = 200
                """.formatted(name);
    }
}
