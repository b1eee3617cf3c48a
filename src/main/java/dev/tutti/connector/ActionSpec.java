package dev.tutti.connector;

import java.util.Map;
import java.util.TreeMap;

/**
 * One action of a manifest with all that is needed to call it.
 *
 * @param scheme of the {@code Authorization} header, such as {@code Bearer}
 */
record ActionSpec(ActionDescriptor descriptor, Map<Operation, Exchange> exchanges, String scheme) {

    /** What is wrong with a call, or the values that its templates and expressions see. */
    sealed interface Reading {
        record Usable(Map<String, Object> parameters) implements Reading {}

        record Unusable(String reason) implements Reading {}
    }

    private static final int MAX_TARGET = 1_000;

    Reading read(ActionCall call) {
        if (!call.capability().equals(descriptor.capability())) {
            return new Reading.Unusable("this connector does " + descriptor.capability());
        }
        if (!descriptor.operations().contains(call.operation())) {
            return new Reading.Unusable("the manifest has no " + call.operation() + " for " + call.capability());
        }
        if (call.target().isBlank() || call.target().length() > MAX_TARGET || Text.isUnsendable(call.target(), "")) {
            return new Reading.Unusable("the target is empty, longer than " + MAX_TARGET
                    + " characters or holds a character that cannot be sent");
        }
        if (!call.idempotencyKey().matches("[A-Za-z0-9._:-]{1,100}")) {
            return new Reading.Unusable("the idempotency key is not 1 to 100 letters, digits or one of . _ : -");
        }
        return parameters(call);
    }

    private Reading parameters(ActionCall call) {
        Map<String, Object> typed = new TreeMap<>();
        for (ParameterSpec spec : descriptor.parameters()) {
            String value = call.parameters().getOrDefault(spec.name(), spec.defaultValue());
            if (value.isEmpty()) {
                if (spec.required()) {
                    return new Reading.Unusable("parameter '" + spec.name() + "' is required");
                }
                continue;
            }
            if (spec.objection(value).isPresent()) {
                return new Reading.Unusable(spec.objection(value).get());
            }
            typed.put(spec.name(), spec.typed(value));
        }
        for (String name : call.parameters().keySet()) {
            if (descriptor.parameters().stream().noneMatch(spec -> spec.name().equals(name))) {
                return new Reading.Unusable("there is no parameter '" + Text.shown(name) + "'; known are "
                        + descriptor.parameters().stream()
                                .map(ParameterSpec::name)
                                .toList());
            }
        }
        return new Reading.Usable(typed);
    }
}
