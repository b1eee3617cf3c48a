package dev.tutti.policy.table;

import java.util.regex.Pattern;

/** What a cell says, once it is known to be of its column's type: the only thing that is ever written into a rule. */
sealed interface Value {

    /** As it stands in a cell. */
    String word();

    /** As it stands in a rule. */
    String literal();

    /** A constant of the vocabulary. */
    record Constant(Enum<?> of) implements Value {

        @Override
        public String word() {
            return of.name();
        }

        @Override
        public String literal() {
            return of.getDeclaringClass().getSimpleName() + "." + of.name();
        }
    }

    /** The name of a capability, a role or a team: letters, digits, and little between them. */
    record Name(String word) implements Value {

        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,119}");

        /** @throws IllegalArgumentException when it holds anything that could mean something else in a rule */
        public Name {
            if (!fits(word)) {
                throw new IllegalArgumentException("not a name: " + Cell.shortened(word));
            }
        }

        static boolean fits(String word) {
            return FORM.matcher(word).matches();
        }

        @Override
        public String literal() {
            return "\"" + word + "\"";
        }
    }
}
