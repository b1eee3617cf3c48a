package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.NoTouch;
import dev.tutti.fact.Person;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.statistics.Statistics;

/** Whatever people do in whatever order: an entry leaves the no-touch list only by the word of two who hold the role. */
class RemovalPropertyTest {

    private static final List<String> PEOPLE = List.of("ann", "bob", "cat", "ANN");
    private static final List<String> ENTRIES = List.of("10.0.0.1", "vault");
    private static final long WITHIN = 50;

    /** Who proposed what until when. */
    private record Wish(String by, String entry, long until) {}

    /** Something that somebody does, after a while. */
    private record Deed(int kind, int person, int entry, int which, int after) {}

    private final Map<String, Wish> wishes = new HashMap<>();
    private final TreeSet<String> standing = new TreeSet<>();
    private final TreeSet<String> officers = new TreeSet<>();

    @Property(tries = 500)
    void noOnePersonTakesAnEntryAway(@ForAll("deeds") List<Deed> deeds) {
        Docket docket = new Docket(
                new Terms("p", "v", Map.of(), Map.of(), capability -> "", Duration.ofHours(8)), new BudgetLedger());
        wishes.clear();
        standing.clear();
        officers.clear();
        long now = 0;
        int taken = 0;
        docket.begin(1, now);
        for (int each = 0; each < PEOPLE.size(); each++) {
            act(docket, new Deed(1, each, each % ENTRIES.size(), 0, 0), -1, now);
            act(docket, new Deed(0, each, each % ENTRIES.size(), 0, 0), -1, now);
        }
        for (int i = 0; i < deeds.size(); i++) {
            now += deeds.get(i).after();
            Effects effects = docket.begin(i + 2, now);
            Input.RemovalAnswered answer = act(docket, deeds.get(i), i, now);
            List<String> ended = effects.recorded().ended().stream()
                    .filter(factId -> factId.startsWith("NoTouch:"))
                    .toList();
            if (!ended.isEmpty()) {
                Wish wish = Objects.requireNonNull(wishes.get(answer.id()), "nobody proposed what was agreed to");
                assertThat(ended).containsExactly("NoTouch:" + wish.entry());
                assertThat(answer.verdict()).isEqualTo(Verdict.APPROVE);
                assertThat(answer.by()).isNotEqualToIgnoringCase(wish.by());
                assertThat(officers).contains(answer.by(), wish.by());
                assertThat(now).isLessThan(wish.until());
                assertThat(standing.remove(wish.entry())).isTrue();
                taken++;
            }
        }
        Statistics.label("entries taken away").collect(Math.min(taken, 2));
    }

    private Input.RemovalAnswered act(Docket docket, Deed deed, int number, long now) {
        String person = PEOPLE.get(deed.person());
        String entry = ENTRIES.get(deed.entry());
        switch (deed.kind()) {
            case 0 -> {
                docket.state(new NoTouch(entry, "since " + number));
                standing.add(entry);
            }
            case 1 -> {
                docket.state(new Person(person, List.of("risk-officer")));
                officers.add(person);
            }
            case 2 -> {
                docket.state(new Person(person, List.of("responder")));
                officers.remove(person);
            }
            case 3, 4 -> {
                String id = "r-" + number;
                docket.propose(new Input.RemovalProposed(id, entry, person, "because", WITHIN));
                wishes.put(id, new Wish(person, entry, now + WITHIN));
            }
            case 5 -> docket.endings().expire();
            default -> {
                docket.endings().expire(); // as a tick would have by then
                String id =
                        "r-" + Math.max(0, number - 1 - deed.which() % 4); // most of the time, of a proposal just made
                Verdict verdict = deed.which() % 5 == 0 ? Verdict.DISAPPROVE : Verdict.APPROVE;
                Input.RemovalAnswered answer = new Input.RemovalAnswered(id, person, verdict, "so be it");
                docket.answer(answer);
                return answer;
            }
        }
        return new Input.RemovalAnswered("none", person, Verdict.DISAPPROVE, "nothing was answered");
    }

    @Provide
    Arbitrary<List<Deed>> deeds() {
        Arbitrary<Integer> few = Arbitraries.integers().between(0, 20).withDistribution(RandomDistribution.uniform());
        return Arbitraries.integers()
                .between(0, 9)
                .flatMap(kind -> Arbitraries.integers()
                        .between(0, PEOPLE.size() - 1)
                        .flatMap(person -> Arbitraries.integers()
                                .between(0, ENTRIES.size() - 1)
                                .flatMap(entry -> few.flatMap(
                                        which -> few.map(after -> new Deed(kind, person, entry, which, after))))))
                .list()
                .ofMinSize(20)
                .ofMaxSize(60);
    }
}
