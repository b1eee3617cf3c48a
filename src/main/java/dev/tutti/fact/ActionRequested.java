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

    public ActionRequested {
        parameters = parameters.stream().sorted().toList();
    }

    @Override
    public String factId() {
        return "ActionRequested:" + id;
    }
}
