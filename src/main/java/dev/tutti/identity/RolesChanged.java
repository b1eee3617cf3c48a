package dev.tutti.identity;

import java.util.Set;

/**
 * A CDI event, fired after the change was committed and in the order of the changes.
 *
 * @param roles the union of the roles of all tokens now in force under this name; empty when none is left
 */
public record RolesChanged(String person, Set<Role> roles) {

    public RolesChanged {
        roles = Set.copyOf(roles);
    }
}
