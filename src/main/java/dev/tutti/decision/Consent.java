package dev.tutti.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the votes cast so far amount to.
 *
 * <p>A person has one vote, the last one cast; of two cast at the same moment the refusal stands. Those who proposed have none. A
 * person counts once per requirement, and somebody who counts for a {@code separate} one counts nowhere else; people are
 * assigned so that as many requirements as possible are satisfied. At most {@link #MAX_VOTERS} approvals are looked at, the
 * earliest; vetoes are never cut off.
 *
 * @param satisfied sorted
 * @param open the requirements that still lack somebody, sorted
 * @param vetoes refusals by people who may vote on at least one requirement, sorted by person
 */
public record Consent(List<Requirement> satisfied, List<Requirement> open, List<Vote> vetoes) {

    public static final int MAX_VOTERS = 32;

    private static final Comparator<Vote> EARLIEST = Comparator.comparingLong(Vote::at)
            .thenComparing(Vote::verdict)
            .thenComparing(Vote::person)
            .thenComparing(Vote::reason);

    public Consent {
        satisfied = List.copyOf(satisfied);
        open = List.copyOf(open);
        vetoes = List.copyOf(vetoes);
    }

    /**
     * Counts the votes.
     *
     * @param votes those that are bound to what will be done and are still valid
     * @param proposers the people who proposed the action; none when policies did
     */
    public static Consent of(
            List<Requirement> requirements, List<Vote> votes, Electorate electorate, List<String> proposers) {
        List<Requirement> due = requirements.stream().sorted().toList();
        List<Vote> counted = lastOfEach(votes, proposers);
        List<String> answered = counted.stream().map(Vote::person).toList();
        Eligibility eligibility = new Eligibility(electorate, answered, proposers);
        Set<String> entitled = new HashSet<>();
        due.forEach(requirement -> entitled.addAll(eligibility.of(requirement, answered)));
        List<Vote> vetoes = counted.stream()
                .filter(vote -> vote.verdict() == Verdict.DISAPPROVE && entitled.contains(vote.person()))
                .sorted(Comparator.comparing(Vote::person))
                .toList();
        List<String> approvers = counted.stream()
                .filter(vote -> vote.verdict() == Verdict.APPROVE && entitled.contains(vote.person()))
                .sorted(EARLIEST)
                .map(Vote::person)
                .limit(MAX_VOTERS)
                .sorted()
                .toList();
        boolean[] met = new Assignment(due, approvers, eligibility).most();
        List<Requirement> satisfied = new ArrayList<>();
        List<Requirement> open = new ArrayList<>();
        for (int i = 0; i < met.length; i++) {
            (met[i] ? satisfied : open).add(due.get(i));
        }
        return new Consent(satisfied, open, vetoes);
    }

    private static List<Vote> lastOfEach(List<Vote> votes, List<String> proposers) {
        Map<String, Vote> last = new HashMap<>();
        votes.stream()
                .filter(vote ->
                        !vote.person().isBlank() && proposers.stream().noneMatch(vote.person()::equalsIgnoreCase))
                .sorted(EARLIEST)
                .forEach(vote -> last.put(vote.person(), vote));
        return List.copyOf(last.values());
    }
}
