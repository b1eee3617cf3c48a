package dev.tutti.fact;

/**
 * What the estate says now of the target of a waiting request; replaced when the estate changes. A target that the estate
 * does not know has it too, with {@code UNKNOWN} and {@code ""}.
 */
public record TargetProfile(
        ActionRequested request,
        DeviceClass deviceClass,
        String service,
        Criticality criticality,
        DataClass dataClass,
        String vertical,
        String owner)
        implements Request {

    @Override
    public String factId() {
        return "TargetProfile:" + request.id();
    }
}
