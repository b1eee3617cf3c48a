package dev.tutti.fact;

import java.util.List;

/**
 * What a {@code respond} rule thinks should be done. The engine takes it out, merges equal ones into one
 * {@link ActionRequested}, and judges that.
 *
 * @param alertId the alert it answers, {@code ""} when it answers none, such as one over a finding
 * @param capability what is asked for, such as {@code firewall.block-ip}
 * @param target what it is done to
 * @param parameters sorted by name
 */
public record Proposal(String alertId, String capability, String target, List<Parameter> parameters) implements Fact {

    public Proposal {
        parameters = parameters.stream().sorted().toList();
    }

    public Proposal(String alertId, String capability, String target) {
        this(alertId, capability, target, List.of());
    }

    public Proposal(String alertId, String capability, String target, String name, String value) {
        this(alertId, capability, target, List.of(new Parameter(name, value)));
    }

    public Proposal(
            String alertId, String capability, String target, String name, String value, String name2, String value2) {
        this(alertId, capability, target, List.of(new Parameter(name, value), new Parameter(name2, value2)));
    }

    @Override
    public String factId() {
        return "Proposal:" + alertId + ":" + capability + ":" + target;
    }
}
