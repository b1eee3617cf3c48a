package dev.tutti.connector;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What one action of a manifest promises.
 *
 * @param operations what can be asked; {@link Operation#DO} always
 * @param timeout the bound of one call, connecting and reading the answer included
 */
public record ActionDescriptor(
        String capability,
        IdempotencyClass idempotency,
        Set<Operation> operations,
        Duration timeout,
        List<ParameterSpec> parameters) {

    public ActionDescriptor {
        operations = Set.copyOf(operations);
        parameters = List.copyOf(parameters);
    }

    public boolean reversible() {
        return operations.contains(Operation.UNDO);
    }

    public boolean readable() {
        return operations.contains(Operation.READ_BACK);
    }
}
