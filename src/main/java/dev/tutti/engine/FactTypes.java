package dev.tutti.engine;

import dev.tutti.fact.Fact;
import java.util.Arrays;
import java.util.Optional;

/** The fact types by the simple names that a rule uses. */
final class FactTypes {

    private FactTypes() {}

    static Optional<Class<?>> find(String simpleName) {
        if (!simpleName.matches("[A-Za-z]+")) {
            return Optional.empty();
        }
        try {
            Class<?> type =
                    Class.forName(Fact.class.getPackageName() + "." + simpleName, false, Fact.class.getClassLoader());
            return Fact.class.isAssignableFrom(type) && type.isRecord() ? Optional.of(type) : Optional.empty();
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            return Optional.empty(); // also for a name that differs in case only, on a file system that does not
        }
    }

    /** Whether the vocabulary has an enum of this simple name with this constant. */
    static boolean isConstant(String enumName, String constant) {
        if (!enumName.matches("[A-Z][A-Za-z]*")) {
            return false;
        }
        try {
            Class<?> type =
                    Class.forName(Fact.class.getPackageName() + "." + enumName, false, Fact.class.getClassLoader());
            return type.isEnum()
                    && Arrays.stream(type.getFields())
                            .anyMatch(field ->
                                    field.isEnumConstant() && field.getName().equals(constant));
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            return false;
        }
    }
}
