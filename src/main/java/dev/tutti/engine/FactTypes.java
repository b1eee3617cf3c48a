package dev.tutti.engine;

import dev.tutti.fact.Fact;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
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
        return constants(enumName).contains(constant);
    }

    /** The constants of the enum of this simple name, in their order; none where the vocabulary has no such enum. */
    static List<String> constants(String enumName) {
        if (!enumName.matches("[A-Z][A-Za-z]*")) {
            return List.of();
        }
        try {
            Class<?> type =
                    Class.forName(Fact.class.getPackageName() + "." + enumName, false, Fact.class.getClassLoader());
            return Arrays.stream(type.getFields())
                    .filter(Field::isEnumConstant)
                    .map(Field::getName)
                    .toList();
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            return List.of();
        }
    }
}
