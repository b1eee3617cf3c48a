package dev.tutti.fact;

/** One named argument of an action. */
public record Parameter(String name, String value) implements Comparable<Parameter> {

    @Override
    public int compareTo(Parameter other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : value.compareTo(other.value);
    }
}
