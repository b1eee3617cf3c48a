package dev.tutti.engine;

import dev.tutti.fact.Fact;
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
}
