package dev.tutti.connector;

import java.util.Map;

/**
 * One request to a tool.
 *
 * @param target what is acted on, as the estate names it
 * @param parameters by name, in the form of {@link dev.tutti.fact.Parameter}
 * @param idempotencyKey the identity of the action, the same for every attempt and every operation on it
 */
public record ActionCall(
        String capability, Operation operation, String target, Map<String, String> parameters, String idempotencyKey) {

    public ActionCall {
        parameters = Map.copyOf(parameters);
    }

    /** What the tool is given as key: an undo must not be taken for a repetition of what it undoes. */
    String keyForTheTool() {
        return operation == Operation.UNDO ? idempotencyKey + "-undo" : idempotencyKey;
    }
}
