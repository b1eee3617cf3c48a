package dev.tutti.policy;

/**
 * One case of a policy, checked against {@code case.schema.json}.
 *
 * @param path from {@code rules/} on, such as {@code rules/timing/x/cases/fires.yaml}
 * @param text the YAML, with line feeds only
 */
public record CaseFile(String path, String text) {}
