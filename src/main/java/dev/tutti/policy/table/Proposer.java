package dev.tutti.policy.table;

import java.util.List;

/**
 * The proposer's part in a rule. A person is matched by the roles held now, so that whoever has lost the role has lost the
 * authority.
 *
 * @param suffix tells two rules of one row apart
 * @param onRequest conditions on the request
 * @param patterns on other facts
 */
record Proposer(String suffix, List<String> onRequest, List<String> patterns) {

    /** @param machine the word for a request that policies made, and nobody */
    static List<Proposer> of(Choice choice, String machine) {
        if (choice.any()) {
            return List.of(new Proposer("", List.of(), List.of()));
        }
        List<String> roles = choice.values().stream()
                .filter(value -> !value.word().equals(machine))
                .map(role -> "roles contains " + role.literal())
                .toList();
        Proposer nobody = new Proposer("", List.of("proposer == \"\""), List.of());
        if (roles.isEmpty()) {
            return List.of(nobody);
        }
        boolean both = roles.size() < choice.values().size();
        Proposer person = new Proposer(
                both ? ", for a person" : "",
                List.of("proposer != \"\"", "$proposer : proposer"),
                List.of("Person( name == $proposer, " + String.join(" || ", roles) + " )"));
        return both ? List.of(nobody, person) : List.of(person);
    }
}
