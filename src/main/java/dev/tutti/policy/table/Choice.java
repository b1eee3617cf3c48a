package dev.tutti.policy.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one cell of a condition matches.
 *
 * @param values any of these; none means that everything matches, also what nobody has named
 */
record Choice(List<Value> values) {

    static final Choice ANY = new Choice(List.of());

    boolean any() {
        return values.isEmpty();
    }

    boolean matches(Value value) {
        return any() || values.contains(value);
    }

    /** As it stands in a cell. */
    String text() {
        return any() ? Column.ANY : values.stream().map(Value::word).collect(Collectors.joining("|"));
    }

    /** As a condition on this component of a fact; empty when everything matches. */
    Optional<String> constraint(String component) {
        if (any()) {
            return Optional.empty();
        }
        if (values.size() == 1) {
            return Optional.of(component + " == " + values.get(0).literal());
        }
        return Optional.of(
                values.stream().map(Value::literal).collect(Collectors.joining(", ", component + " in ( ", " )")));
    }

    Choice with(Value further) {
        List<Value> more = new ArrayList<>(values);
        more.add(further);
        return new Choice(List.copyOf(more));
    }

    /** Empty when nothing would be left. */
    Optional<Choice> without(Value value) {
        List<Value> rest = values.stream().filter(other -> !other.equals(value)).toList();
        return rest.isEmpty() ? Optional.empty() : Optional.of(new Choice(rest));
    }
}
