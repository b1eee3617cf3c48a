package dev.tutti.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which of those who answered count for which requirement. Whoever has no right of their own may count in the place of
 * somebody who delegated it: of one who has not answered, did not propose the action, and for whom nobody else counts. So
 * behind any two people who count for a requirement stand two people who may.
 */
final class Eligibility {

    private final Electorate electorate;
    private final Set<String> answered;
    private final Set<String> proposers;

    /**
     * @param answered everybody who answered
     * @param proposers who have no say, not even through somebody else
     */
    Eligibility(Electorate electorate, Collection<String> answered, Collection<String> proposers) {
        this.electorate = electorate;
        this.answered = keys(answered);
        this.proposers = keys(proposers);
    }

    /** Those of these people who count for the requirement; the first in the alphabet first where they stand in for one. */
    List<String> of(Requirement requirement, Collection<String> people) {
        List<String> eligible = new ArrayList<>();
        Set<String> represented = new HashSet<>();
        people.stream().sorted().forEach(person -> {
            if (electorate.mayVote(person, requirement) || represents(person, requirement, represented)) {
                eligible.add(person);
            }
        });
        return eligible;
    }

    private boolean represents(String person, Requirement requirement, Set<String> represented) {
        return electorate.delegatorsOf(person).stream()
                .filter(delegator -> !answered.contains(key(delegator)) && !proposers.contains(key(delegator)))
                .filter(delegator -> electorate.mayVote(delegator, requirement))
                .anyMatch(delegator -> represented.add(key(delegator)));
    }

    private static Set<String> keys(Collection<String> people) {
        Set<String> keys = new HashSet<>();
        people.forEach(person -> keys.add(key(person)));
        return keys;
    }

    private static String key(String person) {
        return person.toLowerCase(Locale.ROOT);
    }
}
