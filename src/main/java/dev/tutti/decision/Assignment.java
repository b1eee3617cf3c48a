package dev.tutti.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Finds who counts for what, so that as many requirements as possible are satisfied.
 *
 * <p>Person by person it keeps every distinct vector of people still missing that some choice leads to, so the answer is
 * exact. The number of vectors is bounded; beyond {@link #MAX_VECTORS} the hopeful ones are kept, which can leave a
 * requirement open that could be met, and never the reverse.
 */
final class Assignment {

    static final int MAX_VECTORS = 20_000;

    private final List<Requirement> requirements;
    private final List<String> people;
    private final List<Set<String>> eligible = new ArrayList<>();

    Assignment(List<Requirement> requirements, List<String> people, Eligibility eligibility) {
        this.requirements = requirements;
        this.people = people;
        requirements.forEach(requirement -> eligible.add(Set.copyOf(eligibility.of(requirement, people))));
    }

    /** Which requirements are met, by position; of several best answers always the same one. */
    boolean[] most() {
        Set<Missing> reached = Set.of(Missing.all(requirements));
        for (String person : people) {
            reached = bounded(counting(person, reached));
        }
        return reached.stream()
                .min(Missing.BEST_FIRST)
                .orElseThrow(() -> new IllegalStateException("a person always has the choice of counting nowhere"))
                .met();
    }

    private Set<Missing> counting(String person, Set<Missing> before) {
        boolean[] counts = new boolean[requirements.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = eligible.get(i).contains(person);
        }
        Set<Missing> after = new LinkedHashSet<>();
        for (Missing missing : before) {
            after.add(missing.lessOne(i -> counts[i] && !requirements.get(i).separate()));
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] && requirements.get(i).separate() && missing.lacks(i)) {
                    int only = i;
                    after.add(missing.lessOne(other -> other == only));
                }
            }
        }
        return after;
    }

    private static Set<Missing> bounded(Set<Missing> reached) {
        if (reached.size() <= MAX_VECTORS) {
            return reached;
        }
        return new LinkedHashSet<>(
                reached.stream().sorted(Missing.BEST_FIRST).limit(MAX_VECTORS).toList());
    }

    /** How many people each requirement still lacks. */
    private record Missing(List<Integer> people) {

        static final Comparator<Missing> BEST_FIRST = Comparator.<Missing>comparingLong(missing ->
                        missing.people.stream().filter(lack -> lack > 0).count())
                .thenComparingInt(missing ->
                        missing.people.stream().mapToInt(lack -> lack).sum())
                .thenComparing(missing -> missing.people, Missing::earlierFirst);

        static Missing all(List<Requirement> requirements) {
            return new Missing(requirements.stream().map(Requirement::quorum).toList());
        }

        boolean lacks(int position) {
            return people.get(position) > 0;
        }

        Missing lessOne(IntPredicate where) {
            List<Integer> rest = new ArrayList<>(people);
            for (int i = 0; i < rest.size(); i++) {
                if (where.test(i) && rest.get(i) > 0) {
                    rest.set(i, rest.get(i) - 1);
                }
            }
            return new Missing(rest);
        }

        boolean[] met() {
            boolean[] met = new boolean[people.size()];
            for (int i = 0; i < met.length; i++) {
                met[i] = people.get(i) == 0;
            }
            return met;
        }

        private static int earlierFirst(List<Integer> one, List<Integer> other) {
            return Arrays.compare(
                    one.stream().mapToInt(lack -> lack).toArray(),
                    other.stream().mapToInt(lack -> lack).toArray());
        }
    }
}
