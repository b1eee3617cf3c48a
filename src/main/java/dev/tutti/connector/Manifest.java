package dev.tutti.connector;

import java.util.List;

/**
 * What {@code connector.yaml} says about a kind of tool.
 *
 * @param simulated whether a simulation stands behind it; people must be able to see that
 * @param needs the least rights that its credentials need
 * @param limits what the tool bears; an instance may be configured otherwise
 * @param digest SHA-256 of the file's bytes, hex
 */
public record Manifest(
        String name,
        String title,
        String category,
        boolean simulated,
        List<String> needs,
        Limits limits,
        List<ActionDescriptor> actions,
        String digest) {

    public Manifest {
        needs = List.copyOf(needs);
        actions = List.copyOf(actions);
    }
}
