package dev.tutti.fact;

import org.kie.api.definition.type.Expires;
import org.kie.api.definition.type.Role;
import org.kie.api.definition.type.Timestamp;

/**
 * An action came to its end.
 *
 * @param service the service that the target belongs to, {@code ""} when the estate does not know the target
 * @param repeats how many alerts came while it was under way or in force, asked for the same and were swallowed; those
 *     that another partition heard are not among them
 * @param alertId the first alert that caused the action, {@code ""} when none did
 */
@Role(Role.Type.EVENT)
@Timestamp("effectiveAt")
@Expires("30m")
public record ActionEnded(
        String actionId,
        String tenant,
        String capability,
        String target,
        String service,
        ActionEnd end,
        int repeats,
        String alertId,
        long effectiveAt)
        implements Passing {

    @Override
    public String factId() {
        return "ActionEnded:" + actionId;
    }
}
