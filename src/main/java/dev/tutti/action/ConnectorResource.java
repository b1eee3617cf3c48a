package dev.tutti.action;

import dev.tutti.connector.ActionDescriptor;
import dev.tutti.connector.ConnectorInstance;
import dev.tutti.connector.ConnectorRegistry;
import dev.tutti.connector.IdempotencyClass;
import dev.tutti.connector.Limits;
import dev.tutti.connector.Manifest;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which tools Tutti knows how to ask, and which of them are there. Addresses and credentials are shown to nobody. */
@Path("/api/v1/connectors")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"risk-officer", "responder", "auditor", "admin"})
@Tag(name = "Connectors")
class ConnectorResource {

    private final ConfiguredConnectors connectors;
    private final Lanes lanes;

    ConnectorResource(ConfiguredConnectors connectors, Lanes lanes) {
        this.connectors = connectors;
        this.lanes = lanes;
    }

    /** All manifests, in order of name. */
    record ConnectorList(List<ConnectorView> items) {}

    /**
     * One manifest and the instances that speak it.
     *
     * @param digest SHA-256 of the manifest; approvals are bound to it
     * @param instances empty when none is configured
     */
    record ConnectorView(
            String name,
            String title,
            String category,
            boolean simulated,
            List<String> needs,
            String digest,
            List<ActionView> actions,
            List<InstanceView> instances) {}

    /**
     * One tool, and how it is asked at this moment by this process.
     *
     * @param name as the administrator gave it
     * @param circuit {@code CLOSED}; {@code OPEN} while it is not called, because too many calls brought nothing; {@code
     *     HALF_OPEN} when the next call shows whether it is well again
     * @param callsAtOnce how many calls may be under way
     * @param rate at most so many calls in a time, as {@code 60 per PT1M}; {@code ""} when there is no such limit
     * @param restSeconds how long no call is made from now, because the tool asked for it or its rate is used up
     */
    record InstanceView(
            String name,
            CircuitBreakerState circuit,
            int callsUnderWay,
            int callsAtOnce,
            String rate,
            long restSeconds) {

        static InstanceView of(Lane lane) {
            return new InstanceView(
                    lane.instance(),
                    lane.circuit(),
                    lane.callsUnderWay(),
                    lane.callsAtOnce(),
                    lane.limits().rate().map(Limits.Rate::toString).orElse(""),
                    lane.restsFor().plusMillis(999).toSeconds());
        }
    }

    /**
     * @param idempotency what makes a second attempt safe: {@code A}, {@code B}, {@code C}, or {@code D} for nothing
     * @param instance who provides it here, several with a comma between them where each has sources of its own, {@code ""} when
     *     nobody does
     */
    record ActionView(
            String capability, String idempotency, boolean reversible, List<String> parameters, String instance) {}

    @GET
    @Operation(
            summary = "List the connectors and what they can do",
            description = "Each with its instances and how they stand: a circuit that is open, calls under way, and how"
                    + " long a tool is left alone.")
    public ConnectorList list() {
        ConnectorRegistry registry = connectors.registry();
        return new ConnectorList(registry.manifests().stream()
                .map(manifest -> view(registry, manifest))
                .toList());
    }

    private ConnectorView view(ConnectorRegistry registry, Manifest manifest) {
        return new ConnectorView(
                manifest.name(),
                manifest.title(),
                manifest.category(),
                manifest.simulated(),
                manifest.needs(),
                manifest.digest(),
                manifest.actions().stream()
                        .map(action -> view(registry, manifest, action))
                        .toList(),
                registry.instances().stream()
                        .filter(instance -> instance.manifest().equals(manifest.name()))
                        .map(ConnectorInstance::name)
                        .sorted()
                        .map(name -> InstanceView.of(lanes.of(name)))
                        .toList());
    }

    private static ActionView view(ConnectorRegistry registry, Manifest manifest, ActionDescriptor action) {
        return new ActionView(
                action.capability(),
                letter(action.idempotency()),
                action.reversible(),
                action.parameters().stream().map(spec -> spec.name()).toList(),
                registry.providersOf(action.capability()).stream()
                        .filter(binding -> binding.manifest().name().equals(manifest.name()))
                        .map(binding -> binding.instance().name())
                        .distinct()
                        .collect(Collectors.joining(", ")));
    }

    private static String letter(IdempotencyClass idempotency) {
        return idempotency.name().substring(0, 1);
    }
}
