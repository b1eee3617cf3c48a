package dev.tutti.action;

import dev.tutti.conductor.Conductor;
import dev.tutti.connector.ConnectorInstance;
import dev.tutti.connector.ConnectorRegistry;
import dev.tutti.connector.Limits;
import dev.tutti.connector.Loading;
import dev.tutti.connector.Manifest;
import dev.tutti.connector.ParameterSpec;
import dev.tutti.connector.Secret;
import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.Capability;
import dev.tutti.fact.Parameter;
import dev.tutti.problem.FieldError;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The connectors that this deployment has. They are read before the conductor starts, which binds approvals to them; where
 * anything is wrong with them the service does not start.
 */
@ApplicationScoped
public class ConfiguredConnectors implements Tools {

    private static final Logger LOG = Logger.getLogger(ConfiguredConnectors.class);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(24);

    private final ConnectorsConfig config;
    private final Clock clock;
    private @Nullable ConnectorRegistry registry;

    ConfiguredConnectors(ConnectorsConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    void load(@Observes @Priority(500) StartupEvent event) {
        List<String> faults = new ArrayList<>();
        List<ConnectorInstance> instances = new ArrayList<>();
        config.instances().forEach((name, instance) -> {
            if (instance.secret().isPresent() && instance.secretFile().isPresent()) {
                faults.add("configuration: " + name + ": has both a secret and a secret-file; one of them must go");
            }
            outOfBounds(instance).forEach(fault -> faults.add("configuration: " + name + ": " + fault));
            instances.add(instance(name, instance));
        });
        Loading loading = ConnectorRegistry.load(config.dir(), instances, List.of(), clock);
        if (loading instanceof Loading.Broken broken) {
            broken.findings().forEach(finding -> faults.add(finding.toString()));
        }
        refuse(faults);
        ConnectorRegistry read = ((Loading.Ready) loading).registry();
        registry = read;
        LOG.infof("%d connectors known, %d configured", read.manifests().size(), instances.size());
    }

    /** What the rules ask for is known only after the conductor has read them. */
    void check(@Observes @Priority(1_500) StartupEvent event, Conductor conductor) {
        check(conductor.capabilities());
    }

    void check(List<Capability> capabilities) {
        refuse(missingUndo(capabilities));
        List<String> missing = missing(capabilities);
        if (!missing.isEmpty()) {
            LOG.warnf("nothing provides %s: what asks for it will fail", String.join(", ", missing));
        }
    }

    @Override
    public Optional<Provider> provider(String addressee) {
        return registry()
                .provider(addressee)
                .map(binding -> new Provider(binding.instance().name(), binding.connector()));
    }

    @Override
    public String digest(String addressee) {
        return registry().providersDigest(addressee);
    }

    @Override
    public Limits limits(String instance) {
        ConnectorsConfig.Instance configured = config.instances().get(instance);
        return configured == null
                ? Limits.NONE
                : configured(configured)
                        .or(registry().manifests().stream()
                                .filter(manifest -> manifest.name().equals(configured.manifest()))
                                .map(Manifest::limits)
                                .findFirst()
                                .orElse(Limits.NONE));
    }

    private static Limits configured(ConnectorsConfig.Instance instance) {
        return new Limits(
                instance.callsAtOnce(), instance.rate().map(rate -> new Limits.Rate(rate.calls(), rate.per())));
    }

    /** The same bounds that the schema sets to a manifest. */
    private static List<String> outOfBounds(ConnectorsConfig.Instance instance) {
        Limits limits = configured(instance);
        List<String> faults = new ArrayList<>();
        if (limits.callsAtOnce().isPresent() && !within(limits.callsAtOnce().getAsInt(), 100)) {
            faults.add("calls-at-once must be 1 to 100");
        }
        limits.rate().ifPresent(rate -> {
            if (!within(rate.calls(), 10_000)) {
                faults.add("rate.calls must be 1 to 10000");
            }
            if (rate.per().compareTo(SHORTEST) < 0 || rate.per().compareTo(LONGEST) > 0) {
                faults.add("rate.per must be 1s to 24h");
            }
        });
        return faults;
    }

    private static boolean within(int number, int most) {
        return number >= 1 && number <= most;
    }

    /**
     * What is wrong with these parameters, each with a pointer below {@code /parameters}; empty also when nothing provides
     * the capability, since then nobody knows.
     */
    public List<FieldError> objections(String capability, List<Parameter> parameters) {
        return registry()
                .provider(ActionRequested.addressee(capability, parameters))
                .map(binding -> objections(binding.describe().parameters(), parameters))
                .orElse(List.of());
    }

    private static List<FieldError> objections(List<ParameterSpec> specs, List<Parameter> parameters) {
        List<FieldError> errors = new ArrayList<>();
        for (Parameter parameter : parameters) {
            specs.stream()
                    .filter(spec -> spec.name().equals(parameter.name()))
                    .findFirst()
                    .ifPresentOrElse(
                            spec -> spec.objection(parameter.value())
                                    .ifPresent(objection -> errors.add(error(spec.name(), objection))),
                            () -> errors.add(error(parameter.name(), "is not known; known are " + names(specs))));
        }
        specs.stream()
                .filter(spec -> spec.required() && spec.defaultValue().isEmpty())
                .filter(spec -> parameters.stream().noneMatch(p -> p.name().equals(spec.name())))
                .forEach(spec -> errors.add(error(spec.name(), "is required")));
        return errors;
    }

    /** The capabilities among these that a tool has to provide and none does. */
    List<String> missing(List<Capability> capabilities) {
        return capabilities.stream()
                .filter(capability -> !capability.byPeople())
                .map(Capability::name)
                .filter(name -> registry().providersOf(name).isEmpty())
                .toList();
    }

    ConnectorRegistry registry() {
        ConnectorRegistry present = registry;
        if (present == null) {
            throw new IllegalStateException("no connectors are loaded yet");
        }
        return present;
    }

    /** An action that ends by itself could not be ended: better not to start than to find out then. */
    private List<String> missingUndo(List<Capability> capabilities) {
        return capabilities.stream()
                .filter(Capability::reversible)
                .flatMap(capability -> registry().providersOf(capability.name()).stream())
                .filter(binding -> !binding.describe().reversible())
                .map(binding -> "%s: %s is reversible for the rules and needs an undo"
                        .formatted(
                                config.dir().resolve(binding.manifest().name()).resolve("connector.yaml"),
                                binding.describe().capability()))
                .toList();
    }

    private void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new IllegalStateException("the connectors in " + config.dir().toAbsolutePath() + " cannot be used:\n"
                    + String.join("\n", faults));
        }
    }

    private static ConnectorInstance instance(String name, ConnectorsConfig.Instance configured) {
        Secret secret = configured
                .secretFile()
                .map(Secret::ofFile)
                .or(() -> configured.secret().map(Secret::ofValue))
                .orElseGet(Secret::none);
        return new ConnectorInstance(
                name,
                configured.manifest(),
                configured.baseUrl(),
                secret,
                configured.allowedHosts(),
                configured.sources().orElseGet(Set::of));
    }

    private static FieldError error(String parameter, String objection) {
        return new FieldError("/parameters/" + parameter.replace("~", "~0").replace("/", "~1"), objection);
    }

    private static String names(List<ParameterSpec> specs) {
        return specs.isEmpty()
                ? "none"
                : specs.stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
    }
}
