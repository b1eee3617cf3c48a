package dev.tutti.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the votes cast so far amount to.
 *
 * <p>A person has one vote, the last one cast; of two cast at the same moment the refusal stands. The proposer has none. A
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
     * @param proposer the person who proposed the action, {@code ""} when policies did
     */
    public static Consent of(List<Requirement> requirements, List<Vote> votes, Electorate electorate, String proposer) {
        List<Requirement> due = requirements.stream().sorted().toList();
        List<Vote> counted = lastOfEach(votes, proposer);
        List<Vote> vetoes = counted.stream()
                .filter(vote -> vote.verdict() == Verdict.DISAPPROVE)
                .filter(vote -> due.stream().anyMatch(r -> electorate.mayVote(vote.person(), r)))
                .sorted(Comparator.comparing(Vote::person))
                .toList();
        List<String> approvers = counted.stream()
                .filter(vote -> vote.verdict() == Verdict.APPROVE)
                .filter(vote -> due.stream().anyMatch(r -> electorate.mayVote(vote.person(), r)))
                .sorted(EARLIEST)
                .map(Vote::person)
                .limit(MAX_VOTERS)
                .sorted()
                .toList();
        boolean[] met = new Assignment(due, approvers, electorate).most();
        List<Requirement> satisfied = new ArrayList<>();
        List<Requirement> open = new ArrayList<>();
        for (int i = 0; i < met.length; i++) {
            (met[i] ? satisfied : open).add(due.get(i));
        }
        return new Consent(satisfied, open, vetoes);
    }

    private static List<Vote> lastOfEach(List<Vote> votes, String proposer) {
        Map<String, Vote> last = new HashMap<>();
        votes.stream()
                .filter(vote -> !vote.person().isBlank() && !vote.person().equals(proposer))
                .sorted(EARLIEST)
                .forEach(vote -> last.put(vote.person(), vote));
        return List.copyOf(last.values());
    }
}
