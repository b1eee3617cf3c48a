package dev.tutti.action;

import dev.tutti.connector.ActionDescriptor;
import dev.tutti.connector.ConnectorInstance;
import dev.tutti.connector.ConnectorRegistry;
import dev.tutti.connector.IdempotencyClass;
import dev.tutti.connector.Manifest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which tools Tutti knows how to ask, and which of them are there. Addresses and credentials are shown to nobody. */
@Path("/api/v1/connectors")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"risk-officer", "responder", "auditor", "admin"})
@Tag(name = "Connectors")
class ConnectorResource {

    private final ConfiguredConnectors connectors;

    ConnectorResource(ConfiguredConnectors connectors) {
        this.connectors = connectors;
    }

    /** All manifests, in order of name. */
    record ConnectorList(List<ConnectorView> items) {}

    /**
     * One manifest and the instances that speak it.
     *
     * @param digest SHA-256 of the manifest; approvals are bound to it
     * @param instances names, as the administrator gave them; empty when none is configured
     */
    record ConnectorView(
            String name,
            String title,
            String category,
            boolean simulated,
            List<String> needs,
            String digest,
            List<ActionView> actions,
            List<String> instances) {}

    /**
     * @param idempotency what makes a second attempt safe: {@code A}, {@code B}, {@code C}, or {@code D} for nothing
     * @param instance who provides it here, {@code ""} when nobody does
     */
    record ActionView(
            String capability, String idempotency, boolean reversible, List<String> parameters, String instance) {}

    @GET
    @Operation(summary = "List the connectors and what they can do")
    public ConnectorList list() {
        ConnectorRegistry registry = connectors.registry();
        return new ConnectorList(registry.manifests().stream()
                .map(manifest -> view(registry, manifest))
                .toList());
    }

    private static ConnectorView view(ConnectorRegistry registry, Manifest manifest) {
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
                        .toList());
    }

    private static ActionView view(ConnectorRegistry registry, Manifest manifest, ActionDescriptor action) {
        return new ActionView(
                action.capability(),
                letter(action.idempotency()),
                action.reversible(),
                action.parameters().stream().map(spec -> spec.name()).toList(),
                registry.provider(action.capability())
                        .filter(binding -> binding.manifest().name().equals(manifest.name()))
                        .map(binding -> binding.instance().name())
                        .orElse(""));
    }

    private static String letter(IdempotencyClass idempotency) {
        return idempotency.name().substring(0, 1);
    }
}
