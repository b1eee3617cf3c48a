package dev.tutti.fact;

import java.util.Arrays;
import java.util.Optional;

/** The components of an {@link Alert} that a tally may be kept by, under the words that rules and declarations use. */
public enum AlertComponent {
    TENANT("tenant"),
    SOURCE("source"),
    RULE("rule"),
    SOURCE_IP("sourceIp"),
    TARGET_IP("targetIp"),
    HOST("host"),
    USER("user"),
    FINGERPRINT("fingerprint");

    private final String word;

    AlertComponent(String word) {
        this.word = word;
    }

    public static Optional<AlertComponent> of(String word) {
        return Arrays.stream(values())
                .filter(component -> component.word.equals(word))
                .findFirst();
    }

    /** What the component is called in a rule. */
    public String word() {
        return word;
    }

    /** What it is in this alert, {@code ""} when the alert lacks it. */
    public String of(Alert alert) {
        return switch (this) {
            case TENANT -> alert.tenant();
            case SOURCE -> alert.source();
            case RULE -> alert.rule();
            case SOURCE_IP -> alert.sourceIp();
            case TARGET_IP -> alert.targetIp();
            case HOST -> alert.host();
            case USER -> alert.user();
            case FINGERPRINT -> alert.fingerprint();
        };
    }
}
