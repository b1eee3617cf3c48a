package dev.tutti.connector;

import dev.tutti.fact.Capability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which connector provides a capability, and for which sources of alerts; fixed from start to stop. */
public final class ConnectorRegistry {

    private final List<Manifest> manifests;
    private final List<ConnectorInstance> instances;
    private final Map<String, Binding> providers;

    private ConnectorRegistry(
            List<Manifest> manifests, List<ConnectorInstance> instances, Map<String, Binding> providers) {
        this.manifests = List.copyOf(manifests);
        this.instances = List.copyOf(instances);
        this.providers = Map.copyOf(providers);
    }

    /**
     * Reads every {@code NAME/connector.yaml} below the folder and binds the instances.
     *
     * @param capabilities those that are known to be reversible must have an undo here
     */
    public static Loading load(
            Path folder, List<ConnectorInstance> instances, Collection<Capability> capabilities, Clock clock) {
        List<Finding> findings = new ArrayList<>();
        List<ManifestReader.Draft> drafts = drafts(folder, findings);
        drafts.forEach(draft -> findings.addAll(missingUndo(draft, capabilities)));
        boolean manifestsAreGood = findings.isEmpty();
        Map<String, Binding> providers = new TreeMap<>();
        Set<String> names = new HashSet<>();
        for (ConnectorInstance instance : instances) {
            findings.addAll(instance.findings());
            if (!names.add(instance.name())) {
                findings.add(about(instance, "there is another instance of that name"));
            }
            Optional<ManifestReader.Draft> draft = drafts.stream()
                    .filter(candidate -> candidate.manifest().name().equals(instance.manifest()))
                    .findFirst();
            if (draft.isPresent()) {
                bind(instance, draft.get(), providers, clock, findings);
            } else if (manifestsAreGood) {
                findings.add(about(instance, "there is no manifest '" + instance.manifest() + "' in " + folder));
            }
        }
        if (!findings.isEmpty()) {
            findings.sort(Comparator.comparing(Finding::file).thenComparing(Finding::line));
            return new Loading.Broken(findings);
        }
        List<Manifest> manifests =
                drafts.stream().map(ManifestReader.Draft::manifest).toList();
        return new Loading.Ready(new ConnectorRegistry(manifests, instances, providers));
    }

    /**
     * Who does what goes to this addressee, if anybody here can: the instance that is there for its source, else the one that is
     * there for all.
     */
    public Optional<Binding> provider(String addressee) {
        return Optional.ofNullable(providers.get(addressee))
                .or(() -> Optional.ofNullable(providers.get(capability(addressee))));
    }

    /** All who do this, whatever the source, in order of their addressees. */
    public List<Binding> providersOf(String capability) {
        return providers().entrySet().stream()
                .filter(entry -> capability(entry.getKey()).equals(capability))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
    }

    /**
     * What an approval is bound to besides the action itself: SHA-256, hex, over the name of the instance that it goes to and
     * the digest of its manifest. It changes when another tool would be asked or in another way.
     */
    public String providersDigest(String addressee) {
        String text = provider(addressee)
                .map(binding ->
                        binding.instance().name() + "\n" + binding.manifest().digest() + "\n")
                .orElse("");
        return ManifestReader.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** All bindings by addressee, in order of it. */
    public Map<String, Binding> providers() {
        return new TreeMap<>(providers);
    }

    public List<ConnectorInstance> instances() {
        return instances;
    }

    /** In order of name, those without an instance included. */
    public List<Manifest> manifests() {
        return manifests;
    }

    private static List<ManifestReader.Draft> drafts(Path folder, List<Finding> findings) {
        ManifestReader reader = new ManifestReader();
        List<Path> folders;
        try (Stream<Path> children = Files.list(folder)) {
            folders = children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            findings.add(new Finding(folder.toString(), 0, 0, "", "is not a folder that can be read"));
            return List.of();
        }
        List<ManifestReader.Draft> drafts = new ArrayList<>();
        folders.forEach(child -> reader.read(child, findings).ifPresent(drafts::add));
        return drafts;
    }

    private static List<Finding> missingUndo(ManifestReader.Draft draft, Collection<Capability> capabilities) {
        Map<String, Capability> known = new HashMap<>();
        capabilities.forEach(capability -> known.put(capability.name(), capability));
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < draft.actions().size(); i++) {
            ActionDescriptor action = draft.actions().get(i).descriptor();
            Capability capability = known.get(action.capability());
            if (capability != null && capability.reversible() && !action.reversible()) {
                findings.add(draft.document()
                        .finding("/actions/" + i + "/undo", action.capability() + " is reversible and needs an undo"));
            }
        }
        return findings;
    }

    private static void bind(
            ConnectorInstance instance,
            ManifestReader.Draft draft,
            Map<String, Binding> providers,
            Clock clock,
            List<Finding> findings) {
        for (ActionSpec action : draft.actions()) {
            Binding binding = new Binding(instance, draft.manifest(), new HttpConnector(action, instance, clock));
            for (String addressee : instance.addressees(action.descriptor().capability())) {
                Binding other = providers.putIfAbsent(addressee, binding);
                if (other != null) {
                    findings.add(about(
                            instance,
                            "provides " + addressee + ", which instance '"
                                    + other.instance().name() + "' provides already; one of them must go"));
                }
            }
        }
    }

    private static String capability(String addressee) {
        int source = addressee.indexOf('@');
        return source < 0 ? addressee : addressee.substring(0, source);
    }

    private static Finding about(ConnectorInstance instance, String message) {
        return new Finding("configuration", 0, 0, instance.name(), "instance '" + instance.name() + "': " + message);
    }
}
