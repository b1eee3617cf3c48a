package dev.tutti.fact;

import org.kie.api.definition.type.Expires;
import org.kie.api.definition.type.Role;
import org.kie.api.definition.type.Timestamp;

/** One observable of an alert, to be joined to it by {@code alertId}; it expires with the alert. */
@Role(Role.Type.EVENT)
@Timestamp("effectiveAt")
@Expires("30m")
public record Observed(String alertId, long effectiveAt, ObservableType type, ObservableRole role, String value)
        implements Event {

    @Override
    public String factId() {
        return "Observed:" + alertId + ":" + type + ":" + role + ":" + value;
    }
}
