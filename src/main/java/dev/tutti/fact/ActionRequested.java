package dev.tutti.fact;

import java.util.List;

/**
 * One action that somebody or some policy wants, whatever number of alerts caused it; every judgement is about one.
 *
 * @param id stable identity and idempotency key, a UUID
 * @param service the service that the target belongs to, {@code ""} when the estate does not know the target
 * @param proposer the person who proposed it, {@code ""} when policies did
 * @param parameters sorted by name
 */
public record ActionRequested(
        String id,
        String tenant,
        String capability,
        String target,
        List<Parameter> parameters,
        String service,
        String proposer)
        implements Request {

    private static final int MAX_SOURCE = 100;

    public ActionRequested {
        parameters = parameters.stream().sorted().toList();
    }

    /**
     * Whom it goes to: whoever here provides {@code siem.comment-alert}, or, where the parameter {@code source} says for which
     * source of alerts, whoever provides {@code siem.comment-alert@elastic}.
     */
    public String addressee() {
        return addressee(capability, parameters);
    }

    /** The same of the parts; no source has a name that is longer than that of any alert's. */
    public static String addressee(String capability, List<Parameter> parameters) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals("source"))
                .filter(parameter -> parameter.value().length() <= MAX_SOURCE)
                .map(parameter -> capability + "@" + parameter.value())
                .findFirst()
                .orElse(capability);
    }

    @Override
    public String factId() {
        return "ActionRequested:" + id;
    }
}
