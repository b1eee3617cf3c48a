package dev.tutti.conductor;

import dev.tutti.decision.Identities;
import dev.tutti.decision.Input;
import dev.tutti.decision.TargetSpelling;
import dev.tutti.fact.Alert;
import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.TargetType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * By which components of an alert the alerts are divided among how many partitions. The values of these components are
 * hashed with SHA-256, each after its length, and the first 63 bits modulo the number give the partition: the same in every
 * process and after every restart. What a component lacks is {@code ""}, and counts as a value.
 *
 * @param key without repetitions, in the order of the configuration
 */
record Partitioning(List<AlertComponent> key, int number) {

    /** The first partition, which is the only one unless configured otherwise, and the one that context is read from. */
    static final String FIRST = "default";

    /** Each has a thread and a session. */
    static final int MOST = 256;

    private static final Pattern NAME = Pattern.compile("default|p-[1-9][0-9]{0,2}");

    Partitioning {
        key = key.stream().distinct().toList();
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException(
                    "tutti.conductor.partitions is %d and must be 1 to %d".formatted(number, MOST));
        }
        if (key.isEmpty()) {
            throw new IllegalArgumentException("tutti.conductor.partition-key names nothing");
        }
    }

    /**
     * As it is configured.
     *
     * @throws IllegalArgumentException when it cannot be used; the text says why
     */
    static Partitioning of(List<String> words, int number) {
        List<AlertComponent> key = words.stream()
                .map(word -> AlertComponent.of(word.strip())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "tutti.conductor.partition-key knows no \"%s\", only %s".formatted(word, words()))))
                .toList();
        return new Partitioning(key, number);
    }

    /** Whether a partition of this name can be one of ours, now or under an earlier configuration. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The partitions that are to be run: those of now, and those of an earlier configuration that have not finished. */
    List<String> running(Collection<String> unfinished) {
        return Stream.concat(
                        names().stream(),
                        unfinished.stream().filter(Partitioning::isName).sorted())
                .distinct()
                .toList();
    }

    /** The partitions that alerts are divided among. */
    List<String> names() {
        return IntStream.range(0, number).mapToObj(Partitioning::name).toList();
    }

    String of(AlertReport report) {
        if (number == 1) {
            return FIRST;
        }
        Alert alert = report.arrive("", report.observedAt().toEpochMilli());
        return share(key.stream().map(component -> component.of(alert)).toList());
    }

    /**
     * Where alerts about the same target would most likely be: of a proposal only the tenant and the target are known. It is a
     * matter of speed, not of correctness, since the same action is never open twice.
     */
    String of(Input.ActionProposed proposed, TargetType type) {
        String target = TargetSpelling.of(type, proposed.target());
        List<String> values = new ArrayList<>();
        for (AlertComponent component : key) {
            values.add(
                    switch (component) {
                        case TENANT -> proposed.tenant();
                        case SOURCE_IP, TARGET_IP -> type == TargetType.IP ? target : "";
                        case HOST -> type == TargetType.HOST ? target : "";
                        case USER -> type == TargetType.USER ? target : "";
                        case SOURCE, RULE, FINGERPRINT -> "";
                    });
        }
        return share(values);
    }

    /**
     * Why something that is kept by these components would be torn apart: alerts that belong together must be of one
     * partition.
     *
     * @param what for the reader, such as the name of a tally
     */
    Optional<String> tears(String what, Collection<AlertComponent> parts) {
        List<AlertComponent> finer =
                key.stream().filter(component -> !parts.contains(component)).toList();
        return number == 1 || finer.isEmpty()
                ? Optional.empty()
                : Optional.of(("%s is kept by %s, and alerts are divided among partitions by %s as well:"
                                + " each partition would count for itself; take %s out of tutti.conductor.partition-key")
                        .formatted(what, words(parts), words(finer), words(finer)));
    }

    private String share(List<String> values) {
        return name(Identities.share(values, number));
    }

    private static String name(int place) {
        return place == 0 ? FIRST : "p-" + place;
    }

    /** As it is configured, for people. */
    List<String> keyWords() {
        return key.stream().map(AlertComponent::word).toList();
    }

    private static String words(Collection<AlertComponent> components) {
        return components.stream().map(AlertComponent::word).collect(Collectors.joining(", "));
    }

    private static String words() {
        return words(Arrays.asList(AlertComponent.values()));
    }
}
