package dev.tutti.policy;

import java.util.Arrays;
import java.util.Optional;

/** The five questions that a step asks, in their order; each is a {@code ruleflow-group} and a folder of policies. */
public enum Phase {
    /** What is this about? */
    ENRICH("enrich", "concepts", "CON"),
    /** What should be done? */
    RESPOND("respond", "response", "RES"),
    /** Who may act, who owns it, who must be consulted or told? */
    COORDINATE("coordinate", "coordination", "COO"),
    /** May it happen now? */
    TIME("time", "timing", "TIM"),
    /** Which humans must agree, and which budget does it draw on? */
    MODERATE("moderate", "moderation", "MOD");

    private final String group;
    private final String folder;
    private final String prefix;

    Phase(String group, String folder, String prefix) {
        this.group = group;
        this.folder = folder;
        this.prefix = prefix;
    }

    /** The {@code ruleflow-group} of its rules. */
    public String group() {
        return group;
    }

    /** The folder of its policies under {@code rules/}. */
    public String folder() {
        return folder;
    }

    /** What the ids of its policies begin with, without the hyphen. */
    public String prefix() {
        return prefix;
    }

    /** Whether its rules judge requested actions. */
    public boolean judging() {
        return compareTo(COORDINATE) >= 0;
    }

    static Optional<Phase> ofFolder(String folder) {
        return Arrays.stream(values()).filter(p -> p.folder.equals(folder)).findFirst();
    }
}
