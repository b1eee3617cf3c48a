package dev.tutti.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorRegistryTest {

    @TempDir
    Path folder;

    @Test
    void findsTheProviderOfACapability() {
        ConnectorRegistry registry = Connectors.ready(Connectors.SHIPPED, instance("fw-1", "simulated-firewall"));

        assertThat(registry.provider("firewall.block-ip")
                        .orElseThrow()
                        .instance()
                        .name())
                .isEqualTo("fw-1");
        assertThat(registry.provider("edr.isolate-host")).isEmpty();
        assertThat(registry.manifests()).filteredOn(Manifest::simulated).hasSize(13);
        assertThat(registry.manifests())
                .filteredOn(manifest -> !manifest.simulated())
                .extracting(Manifest::name)
                .containsExactly("elastic", "sentinel", "splunk", "wazuh");
    }

    @Test
    void namesBothInstancesThatProvideTheSame() {
        assertThat(Connectors.findings(
                        Connectors.SHIPPED,
                        instance("fw-1", "simulated-firewall"),
                        instance("fw-2", "simulated-firewall")))
                .extracting(Finding::toString)
                .containsExactly(
                        "configuration: fw-2: instance 'fw-2': provides firewall.block-ip, which instance 'fw-1'"
                                + " provides already; one of them must go",
                        "configuration: fw-2: instance 'fw-2': provides firewall.block-domain, which instance 'fw-1'"
                                + " provides already; one of them must go");
    }

    @Test
    void refusesAnInstanceOfNoManifest() {
        assertThat(Connectors.findings(Connectors.SHIPPED, instance("fw-1", "firewal")))
                .singleElement()
                .extracting(Finding::message)
                .isEqualTo("instance 'fw-1': there is no manifest 'firewal' in connectors");
    }

    @Test
    void refusesAnInstanceWhoseHostNobodyListed() {
        ConnectorInstance elsewhere = new ConnectorInstance(
                "fw-1",
                "simulated-firewall",
                URI.create("https://169.254.169.254/"),
                Secret.none(),
                Set.of("firewall.example"));

        assertThat(Connectors.findings(Connectors.SHIPPED, elsewhere))
                .singleElement()
                .extracting(Finding::message)
                .isEqualTo("instance 'fw-1': its host 169.254.169.254 is not among the allowed hosts");
    }

    @Test
    void refusesAPasswordInABaseUrlAndDoesNotRepeatIt() {
        ConnectorInstance careless = new ConnectorInstance(
                "fw-1",
                "simulated-firewall",
                URI.create("https://me:hunter2@fw.example/"),
                Secret.none(),
                Set.of("fw.example"));

        assertThat(Connectors.findings(Connectors.SHIPPED, careless).toString())
                .contains("must hold no user")
                .doesNotContain("hunter2");
    }

    @Test
    void asksForAnUndoOfWhatIsReversible() {
        Connectors.write(folder, "tool", Connectors.sound("tool").replace("tool.act", "firewall.block-ip"));

        assertThat(Connectors.findings(folder))
                .singleElement()
                .extracting(Finding::toString)
                .isEqualTo(
                        "tool/connector.yaml:7:5: /actions/0/undo: firewall.block-ip is reversible and needs an undo");
    }

    @Test
    void changesItsDigestWithTheInstanceAndWithTheManifest() {
        Connectors.write(folder, "tool", Connectors.sound("tool"));
        String before = Connectors.ready(folder, instance("one", "tool")).providersDigest("tool.act");
        String again = Connectors.ready(folder, instance("one", "tool")).providersDigest("tool.act");
        String renamed = Connectors.ready(folder, instance("two", "tool")).providersDigest("tool.act");
        Connectors.write(folder, "tool", Connectors.sound("tool") + "# a word more\n");
        String edited = Connectors.ready(folder, instance("one", "tool")).providersDigest("tool.act");
        String without = Connectors.ready(folder).providersDigest("tool.act");

        assertThat(before).isEqualTo(again).matches("[0-9a-f]{64}");
        assertThat(Set.of(before, renamed, edited, without)).hasSize(4);
    }

    @Test
    void refusesTwoInstancesForOneSource() {
        Connectors.write(folder, "tool", Connectors.sound("tool"));

        assertThat(Connectors.findings(folder, instance("one", "tool", "a", "b"), instance("two", "tool", "b", "c")))
                .singleElement()
                .extracting(Finding::message)
                .isEqualTo("instance 'two': provides tool.act@b, which instance 'one' provides already; one of them"
                        + " must go");
    }

    @Test
    void refusesASourceThatNoAlertCanHave() {
        Connectors.write(folder, "tool", Connectors.sound("tool"));

        assertThat(Connectors.findings(folder, instance("one", "tool", "x".repeat(101))))
                .singleElement()
                .extracting(Finding::message)
                .isEqualTo("instance 'one': the name of a source has 1 to 100 characters");
    }

    @Test
    void listsEachProviderOnceHoweverManySourcesItServes() {
        Connectors.write(folder, "tool", Connectors.sound("tool"));
        ConnectorRegistry registry =
                Connectors.ready(folder, instance("one", "tool", "a", "b"), instance("two", "tool", "c"));

        assertThat(registry.providersOf("tool.act"))
                .extracting(binding -> binding.instance().name())
                .containsExactly("one", "two");
        assertThat(registry.provider("tool.act")).isEmpty();
        assertThat(registry.providersOf("tool")).isEmpty();
    }

    @Test
    void saysThatThereIsNoFolder() {
        assertThat(Connectors.findings(folder.resolve("missing")))
                .singleElement()
                .extracting(Finding::message)
                .isEqualTo("is not a folder that can be read");
    }

    private static ConnectorInstance instance(String name, String manifest, String... sources) {
        return new ConnectorInstance(
                name, manifest, URI.create("http://127.0.0.1:9/"), Secret.none(), Set.of("127.0.0.1"), Set.of(sources));
    }
}
