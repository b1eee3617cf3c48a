package dev.tutti.policy.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a table decides; a {@code policy.yaml} names it. */
public enum TableKind {
    /** Who may have what done to which kind of target. */
    AUTHORITY("authority", "coordinate");

    private final String word;
    private final String group;

    TableKind(String word, String group) {
        this.word = word;
        this.group = group;
    }

    public static Optional<TableKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** As {@code policy.yaml} has it. */
    public String word() {
        return word;
    }

    /** The {@code ruleflow-group} in which alone its rules make sense. */
    public String group() {
        return group;
    }

    Layout layout(List<String> capabilities) {
        return switch (this) {
            case AUTHORITY -> new AuthorityLayout(capabilities);
        };
    }
}
