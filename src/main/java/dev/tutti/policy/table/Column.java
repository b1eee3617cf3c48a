package dev.tutti.policy.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A condition of a table: its name, and the words that may stand in its cells. */
final class Column {

    /** Matches whatever is the case. */
    static final String ANY = "*";

    private static final Pattern BAR = Pattern.compile("\\|");
    private static final Pattern ROLE = Pattern.compile("[a-z]{1,40}(-[a-z]{1,40}){0,5}");

    private final String name;
    private final Map<String, Value> known;
    private final @Nullable Pattern further;

    private Column(String name, Map<String, Value> known, @Nullable Pattern further) {
        this.name = name;
        this.known = known;
        this.further = further;
    }

    static <E extends Enum<E>> Column ofConstants(String name, Class<E> type) {
        return new Column(name, byWord(List.of(type.getEnumConstants()), Value.Constant::new), null);
    }

    /** @param names at least one, for a condition of none would match everything */
    static Column ofNames(String name, List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("there is no name for the column " + name);
        }
        return new Column(name, byWord(names, Value.Name::new), null);
    }

    /** The names of roles, which nobody lists, and beside them these words. */
    static Column ofRolesAnd(String name, List<String> words) {
        return new Column(name, byWord(words, Value.Name::new), ROLE);
    }

    private static <T> Map<String, Value> byWord(List<T> things, Function<T, Value> reading) {
        Map<String, Value> known = new LinkedHashMap<>();
        things.stream().map(reading).forEach(value -> known.put(value.word(), value));
        return known;
    }

    String name() {
        return name;
    }

    /** What the cell says; empty when it was found to be flawed. */
    Optional<Choice> read(Cell cell, List<Flaw> flaws) {
        if (cell.text().equals(ANY)) {
            return Optional.of(Choice.ANY);
        }
        Set<Value> values = new LinkedHashSet<>();
        boolean sound = true;
        for (String written : BAR.split(cell.text(), -1)) {
            String word = written.strip();
            Optional<Value> value = value(word);
            if (value.isEmpty()) {
                flaws.add(cell.flaw(complaint(word)));
                sound = false;
            } else if (!values.add(value.get())) {
                flaws.add(cell.flaw("says " + word + " twice"));
                sound = false;
            }
        }
        return sound ? Optional.of(new Choice(List.copyOf(values))) : Optional.empty();
    }

    /** All values that there are: those that are known, and those that these choices name. */
    List<Value> domain(List<Choice> choices) {
        Set<Value> domain = new LinkedHashSet<>(known.values());
        choices.forEach(choice -> domain.addAll(choice.values()));
        return List.copyOf(domain);
    }

    /**
     * Other texts for a cell that says this: wider, narrower, and elsewhere, each by one value. Of a long domain only the
     * neighbours are taken, which are the ones that somebody mistakes for what was meant.
     */
    List<String> alternatives(Choice choice, List<Value> domain) {
        List<String> texts = new ArrayList<>();
        if (choice.any()) {
            texts.add(domain.get(0).word());
            texts.add(domain.get(domain.size() - 1).word());
            return texts.stream().distinct().toList();
        }
        texts.add(ANY);
        for (Value value : choice.values()) {
            choice.without(value).ifPresent(rest -> texts.add(rest.text()));
        }
        for (int i = 0; i < domain.size(); i++) {
            Value value = domain.get(i);
            List<Value> around = domain.subList(Math.max(0, i - 1), Math.min(domain.size(), i + 2));
            if (!choice.values().contains(value) && around.stream().anyMatch(choice.values()::contains)) {
                texts.add(choice.with(value).text());
                texts.add(value.word());
            }
        }
        return texts;
    }

    private Optional<Value> value(String word) {
        Value value = known.get(word);
        if (value == null && further != null && further.matcher(word).matches()) {
            return Optional.of(new Value.Name(word));
        }
        return Optional.ofNullable(value);
    }

    private String complaint(String word) {
        String words = String.join(", ", known.keySet());
        String choices = further == null ? words : words + ", or a role such as responder";
        if (word.isEmpty()) {
            return "is empty; write " + ANY + " for anything, or of " + choices;
        }
        if (word.equals(ANY)) {
            return ANY + " stands alone or not at all";
        }
        return "'%s' is not one of %s".formatted(Cell.shortened(word), choices);
    }
}
