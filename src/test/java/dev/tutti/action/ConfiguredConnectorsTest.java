package dev.tutti.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.fact.Capability;
import dev.tutti.fact.Parameter;
import dev.tutti.fact.TargetType;
import dev.tutti.problem.FieldError;
import io.quarkus.runtime.StartupEvent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfiguredConnectorsTest {

    private static final Fixed CHAT = instance("simulated-chat");

    @Test
    void bindsACapabilityToTheToolThatProvidesIt() {
        ConfiguredConnectors connectors = loaded(Map.of("our-chat", CHAT));

        assertThat(connectors.provider("chat.post").orElseThrow().instance()).isEqualTo("our-chat");
        assertThat(connectors.provider("ticket.open")).isEmpty();
        assertThat(connectors.digest("chat.post"))
                .isNotEqualTo(loaded(Map.of("other-chat", CHAT)).digest("chat.post"))
                .isNotEqualTo(connectors.digest("ticket.open"));
    }

    @Test
    void saysEverythingThatIsWrongBeforeAnythingStarts() {
        Map<String, ConnectorsConfig.Instance> broken = Map.of(
                "one",
                new Fixed(
                        "simulated-chat",
                        URI.create("http://chat.example.org"),
                        Set.of("other.example.org"),
                        Optional.of("secret-text"),
                        Optional.of(Path.of("file")),
                        Optional.empty()),
                "two",
                instance("no-such-manifest"));

        assertThatThrownBy(() -> loaded(broken))
                .hasMessageContainingAll(
                        "one: has both a secret and a secret-file",
                        "instance 'one': its host chat.example.org is not among the allowed hosts",
                        "instance 'two': there is no manifest 'no-such-manifest'")
                .message()
                .doesNotContain("secret-text");
    }

    @Test
    void doesNotStartWithAnActionThatEndsByItselfAndCannotBeUndone() {
        ConfiguredConnectors connectors = loaded(Map.of("our-chat", CHAT));

        assertThatThrownBy(() -> connectors.check(List.of(capability("chat.post", true))))
                .hasMessageContaining(
                        "connectors/simulated-chat/connector.yaml: chat.post is reversible for the rules and needs an undo");
    }

    @Test
    void startsWithoutAToolForEverything() {
        ConfiguredConnectors connectors = loaded(Map.of());
        List<Capability> capabilities = List.of(capability("firewall.block-ip", true), capability("chat.post", false));

        connectors.check(capabilities);

        assertThat(connectors.missing(capabilities)).containsExactly("firewall.block-ip", "chat.post");
    }

    @Test
    void objectsToParametersOnlyWhereTheManifestIsKnown() {
        ConfiguredConnectors connectors = loaded(Map.of("our-chat", CHAT));
        List<Parameter> unknown = List.of(new Parameter("colour", "red"));

        assertThat(connectors.objections("chat.post", List.of(new Parameter("text", "hello"))))
                .isEmpty();
        assertThat(connectors.objections("chat.post", unknown))
                .containsExactly(
                        new FieldError("/parameters/colour", "is not known; known are text"),
                        new FieldError("/parameters/text", "is required"));
        assertThat(connectors.objections("ticket.open", unknown)).isEmpty();
    }

    @Test
    void asksTheToolThatIsThereForTheSource() {
        ConfiguredConnectors connectors = loaded(Map.of(
                "kibana",
                instance("elastic").withSources("elastic", "elastic-of-the-plant"),
                "splunk-es",
                instance("splunk").withSources("splunk"),
                "any-siem",
                instance("simulated-siem")));
        List<Parameter> ofTheSplunk = List.of(new Parameter("source", "splunk"), new Parameter("colour", "red"));

        assertThat(connectors
                        .provider("siem.comment-alert@elastic-of-the-plant")
                        .orElseThrow()
                        .instance())
                .isEqualTo("kibana");
        assertThat(connectors
                        .provider("siem.comment-alert@splunk")
                        .orElseThrow()
                        .instance())
                .isEqualTo("splunk-es");
        assertThat(connectors
                        .provider("siem.comment-alert@another")
                        .orElseThrow()
                        .instance())
                .isEqualTo("any-siem");
        assertThat(connectors.digest("siem.comment-alert@splunk"))
                .isNotEqualTo(connectors.digest("siem.comment-alert@elastic"));
        assertThat(connectors.objections("siem.comment-alert", ofTheSplunk))
                .contains(new FieldError("/parameters/colour", "is not known; known are source, text, link"));
    }

    @Test
    void missesNothingThatIsThereForSomeSourcesOnly() {
        ConfiguredConnectors connectors =
                loaded(Map.of("wazuh-1", instance("wazuh").withSources("wazuh")));

        assertThat(connectors.missing(
                        List.of(capability("siem.comment-alert", false), capability("siem.close-alert", false))))
                .containsExactly("siem.close-alert");
        assertThat(connectors.provider("siem.comment-alert@elastic")).isEmpty();
        assertThatThrownBy(() -> connectors.check(List.of(capability("siem.comment-alert", true))))
                .hasMessageContaining("siem.comment-alert is reversible for the rules and needs an undo");
    }

    private static ConfiguredConnectors loaded(Map<String, ConnectorsConfig.Instance> instances) {
        ConfiguredConnectors connectors = new ConfiguredConnectors(
                new ConnectorsConfig() {
                    @Override
                    public Path dir() {
                        return Path.of("connectors");
                    }

                    @Override
                    public Map<String, Instance> instances() {
                        return instances;
                    }
                },
                Clock.systemUTC());
        connectors.load(new StartupEvent());
        return connectors;
    }

    private static Capability capability(String name, boolean reversible) {
        return new Capability(name, name, TargetType.SUBJECT, reversible, Duration.ofHours(1), Duration.ofHours(1));
    }

    private static Fixed instance(String manifest) {
        return new Fixed(
                manifest,
                URI.create("http://127.0.0.1:9"),
                Set.of("127.0.0.1"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private record Fixed(
            String manifest,
            URI baseUrl,
            Set<String> allowedHosts,
            Optional<String> secret,
            Optional<Path> secretFile,
            Optional<Set<String>> sources)
            implements ConnectorsConfig.Instance {

        Fixed withSources(String... some) {
            return new Fixed(manifest, baseUrl, allowedHosts, secret, secretFile, Optional.of(Set.of(some)));
        }

        @Override
        public OptionalInt callsAtOnce() {
            return OptionalInt.empty();
        }

        @Override
        public Optional<ConnectorsConfig.Rate> rate() {
            return Optional.empty();
        }
    }
}
