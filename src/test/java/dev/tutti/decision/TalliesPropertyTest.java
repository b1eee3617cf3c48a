package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.Tally;
import dev.tutti.fact.TallyDeclaration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** Against somebody who keeps every alert and counts them all again each time. */
class TalliesPropertyTest {

    private static final TallyBounds TIGHT = new TallyBounds(256, 3, 3, 7);

    private record Failure(long at, String user, String address) {}

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void countsExactlyWhatStandsInTheBucketsOfTheWindow(
            @ForAll long seed, @ForAll @IntRange(min = 16, max = 3_000) int minutes) {
        TallyDeclaration tally = Counted.declared("logins", Duration.ofMinutes(minutes));
        Counted counted = new Counted(tally);
        List<Failure> heard = new ArrayList<>();
        Random random = new Random(seed);
        long width = tally.bucketMillis();
        long now = 0;
        for (int i = 0; i < 150; i++) {
            now += random.nextInt(Math.toIntExact(tally.window().toMillis() / 20));
            somethingHappens(counted, heard, random, now);

            long oldest = Math.floorDiv(Counted.START.toEpochMilli() + now, width) - tally.buckets();
            List<Failure> standing = heard.stream()
                    .filter(failure -> Math.floorDiv(failure.at(), width) > oldest)
                    .toList();
            long addresses = standing.stream().map(Failure::address).distinct().count();
            assertThat(counted.inMemory()).hasSize(Math.toIntExact(addresses));
            for (Tally fact : counted.inMemory()) {
                assertThat(fact.count()).isEqualTo(alerts(standing, fact.sourceIp(), Long.MIN_VALUE / 2));
                assertThat(fact.distinct()).isEqualTo(users(standing, fact.sourceIp()));
                // What the window really holds: never fewer than said, and more by what is about to leave only.
                long begin = now - tally.window().toMillis();
                assertThat(fact.count()).isLessThanOrEqualTo(alerts(heard, fact.sourceIp(), begin));
                assertThat(fact.count()).isGreaterThanOrEqualTo(alerts(heard, fact.sourceIp(), begin + 2 * width));
            }
        }
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void whoeverTakesUpWhatWasCommittedGoesOnAlike(@ForAll long seed) {
        TallyDeclaration tally = Counted.declared("logins", Duration.ofHours(3));
        Counted first = new Counted(TIGHT, tally).begun();
        List<Failure> heard = new ArrayList<>();
        Random random = new Random(seed);
        long now = 0;
        for (int i = 0; i < 60; i++) {
            now += random.nextInt(600_000);
            somethingHappens(first, heard, random, now);
        }

        Counted second = first.restarted(TIGHT, tally);

        assertThat(second.inMemory()).isEqualTo(first.inMemory());
        assertThat(second.tallies.nextDue()).isEqualTo(first.tallies.nextDue());
        int before = first.committed.size();
        for (int i = 0; i < 60; i++) {
            now += random.nextInt(600_000);
            long repeated = random.nextLong();
            somethingHappens(first, heard, new Random(repeated), now);
            somethingHappens(second, heard, new Random(repeated), now);
            assertThat(second.inMemory()).isEqualTo(first.inMemory());
        }
        assertThat(second.committed).isEqualTo(first.committed.subList(before, first.committed.size()));
    }

    private static void somethingHappens(Counted counted, List<Failure> heard, Random random, long now) {
        counted.at(Duration.ofMillis(now));
        if (random.nextInt(5) > 0) {
            long late = random.nextInt(4) == 0 ? random.nextInt(15 * 60_000) : -random.nextInt(60_000);
            long at = now - late;
            String user = "user-" + random.nextInt(5);
            String address = "198.51.100." + random.nextInt(4);
            counted.failedAt(Duration.ofMillis(at), user, address);
            heard.add(new Failure(Counted.START.toEpochMilli() + at, user, address));
        }
    }

    private static int alerts(List<Failure> among, String address, long since) {
        long begin = Counted.START.toEpochMilli() + since;
        return (int) among.stream()
                .filter(failure -> failure.address().equals(address) && failure.at() >= begin)
                .count();
    }

    private static int users(List<Failure> among, String address) {
        return (int) among.stream()
                .filter(failure -> failure.address().equals(address))
                .map(Failure::user)
                .distinct()
                .count();
    }
}
