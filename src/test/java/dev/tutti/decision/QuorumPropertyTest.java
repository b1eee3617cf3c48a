package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.ApproverKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Behind every vote that counts stands a person of its own, whoever delegates to whom. */
class QuorumPropertyTest {

    private static final List<String> PEOPLE = List.of("ada", "bela", "carla", "dora", "emil", "fina");

    /** Some hold the role, some answer for others. */
    private record Office(Set<String> holders, Map<String, List<String>> delegators) implements Electorate {

        @Override
        public boolean is(String person, ApproverKind kind, String approver) {
            return holders.contains(person);
        }

        @Override
        public List<String> delegatorsOf(String person) {
            return delegators.getOrDefault(person, List.of());
        }
    }

    @Property(tries = 3_000)
    void aQuorumIsMetOnlyByAsManyPeopleWhoMay(@ForAll long seed) {
        Random random = new Random(seed);
        Office office = office(random);
        int quorum = 1 + random.nextInt(4);
        Requirement requirement = Scene.requirement("responder", quorum, random.nextBoolean());
        List<Vote> votes = votes(random);
        List<String> proposers = random.nextInt(3) == 0 ? List.of(any(random)) : List.of();

        Consent consent = Consent.of(List.of(requirement), votes, office, proposers);

        if (!consent.satisfied().isEmpty()) {
            assertThat(peopleBehind(lastApprovals(votes), office, proposers)).isGreaterThanOrEqualTo(quorum);
        }
    }

    @Property(tries = 1_000)
    void theOrderOfVotesOfDifferentMomentsNeverMatters(@ForAll long seed) {
        Random random = new Random(seed);
        Office office = office(random);
        Requirement requirement = Scene.requirement("responder", 2, false);
        List<Vote> votes = votes(random);
        List<Vote> shuffled = new ArrayList<>(votes);
        java.util.Collections.shuffle(shuffled, random);

        assertThat(Consent.of(List.of(requirement), shuffled, office, List.of()))
                .isEqualTo(Consent.of(List.of(requirement), votes, office, List.of()));
    }

    /** The most people with a right of their own who can each be given a vote of their own: by trying everything. */
    private static int peopleBehind(List<String> voters, Office office, List<String> proposers) {
        return most(voters, 0, new HashSet<>(), office, proposers);
    }

    private static int most(List<String> voters, int index, Set<String> taken, Office office, List<String> proposers) {
        if (index == voters.size()) {
            return taken.size();
        }
        int best = most(voters, index + 1, taken, office, proposers);
        String voter = voters.get(index);
        List<String> principals = new ArrayList<>(office.delegatorsOf(voter));
        principals.add(voter);
        for (String principal : principals) {
            boolean may = office.holders().contains(principal)
                    && !proposers.contains(principal)
                    && !proposers.contains(voter)
                    && !taken.contains(principal);
            if (may) {
                Set<String> more = new HashSet<>(taken);
                more.add(principal);
                best = Math.max(best, most(voters, index + 1, more, office, proposers));
            }
        }
        return best;
    }

    private static List<String> lastApprovals(List<Vote> votes) {
        Map<String, Vote> last = new HashMap<>();
        votes.forEach(vote -> last.put(vote.person(), vote));
        return last.values().stream()
                .filter(vote -> vote.verdict() == Verdict.APPROVE)
                .map(Vote::person)
                .sorted()
                .toList();
    }

    private static Office office(Random random) {
        Set<String> holders = new HashSet<>();
        Map<String, List<String>> delegators = new HashMap<>();
        for (String person : PEOPLE) {
            if (random.nextBoolean()) {
                holders.add(person);
            }
            if (random.nextBoolean()) {
                delegators
                        .computeIfAbsent(any(random), name -> new ArrayList<>())
                        .add(person);
            }
        }
        return new Office(holders, delegators);
    }

    private static List<Vote> votes(Random random) {
        List<Vote> votes = new ArrayList<>();
        int count = random.nextInt(9);
        for (int i = 0; i < count; i++) {
            Verdict verdict = random.nextInt(4) == 0 ? Verdict.DISAPPROVE : Verdict.APPROVE;
            votes.add(new Vote("action-1", any(random), verdict, "", Scene.DIGEST, Scene.NOW + i));
        }
        return votes;
    }

    private static String any(Random random) {
        return PEOPLE.get(random.nextInt(PEOPLE.size()));
    }
}
