package dev.tutti.engine;

import dev.tutti.fact.Capability;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What might stand in a rule instead of what does: near enough to be written by mistake, and of the same type, so that only a
 * case tells the difference.
 */
final class OtherWords {

    /** A value that no estate and no alert has. */
    private static final String NEVER = "-x";

    private final Map<String, Capability> capabilities;

    OtherWords(List<Capability> capabilities) {
        this.capabilities = capabilities.stream().collect(Collectors.toMap(Capability::name, Function.identity()));
    }

    /**
     * Instead of this text, without quotes: another capability, with the same kind of target if there is one, or a value that
     * nothing has; but none of those that are listed with it.
     */
    String text(String value, List<String> listed) {
        Capability meant = capabilities.get(value);
        if (meant == null) {
            return value.isEmpty() ? "x" : value + NEVER;
        }
        return capabilities.values().stream()
                .filter(other -> !other.name().equals(value) && !listed.contains(other.name()))
                .min(Comparator.comparing((Capability other) -> other.target() != meant.target())
                        .thenComparing(Capability::name))
                .map(Capability::name)
                .orElse(value + NEVER);
    }

    /** Instead of this number: the ones beside it. */
    List<String> number(String value) {
        String digits = value.replaceAll("[^0-9].*$", "");
        String rest = value.substring(digits.length());
        if (digits.isEmpty()) {
            return List.of();
        }
        long number = Long.parseLong(digits);
        Stream<Long> beside = number == 0 ? Stream.of(1L) : Stream.of(number - 1, number + 1);
        return beside.map(other -> other + rest).toList();
    }

    /** Instead of this constant, as in {@code Kind.SCAN}: its neighbour, but none of those that are listed with it. */
    Optional<String> constant(String qualified, List<String> listed) {
        int dot = qualified.lastIndexOf('.');
        String type = qualified.substring(0, dot);
        List<String> constants = FactTypes.constants(type);
        int at = constants.indexOf(qualified.substring(dot + 1));
        if (at < 0) {
            return Optional.empty();
        }
        // The next one, the one before, and so on outwards.
        return Stream.iterate(1, distance -> distance < constants.size(), distance -> distance + 1)
                .flatMap(distance -> Stream.of(at + distance, at - distance))
                .filter(index -> index >= 0 && index < constants.size())
                .map(index -> type + "." + constants.get(index))
                .filter(other -> !listed.contains(other))
                .findFirst();
    }

    /** Instead of this variable: the next one of the same type that the rule binds. */
    static Optional<String> variable(String name, Map<String, Class<?>> bound) {
        Class<?> type = bound.get(name);
        List<String> same = bound.keySet().stream()
                .filter(other -> bound.get(other) == type)
                .sorted()
                .toList();
        return type == null || same.size() < 2
                ? Optional.empty()
                : Optional.of(same.get((same.indexOf(name) + 1) % same.size()));
    }

    /** Instead of this component of a fact: the next one of the same type. */
    static Optional<String> component(Class<?> fact, String name) {
        RecordComponent[] components = fact.getRecordComponents();
        List<String> same = Arrays.stream(components)
                .filter(other -> Arrays.stream(components)
                        .anyMatch(c -> c.getName().equals(name) && c.getType() == other.getType()))
                .map(RecordComponent::getName)
                .toList();
        return same.size() < 2 ? Optional.empty() : Optional.of(same.get((same.indexOf(name) + 1) % same.size()));
    }
}
