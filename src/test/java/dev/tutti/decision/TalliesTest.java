package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import dev.tutti.fact.Tally;
import dev.tutti.fact.TallyDeclaration;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class TalliesTest {

    private static final String ATTACKER = "203.0.113.77";
    private static final Duration DAY = Duration.ofHours(24);

    @Test
    void countsAlertsAndDifferentUsersOfEachAddress() {
        Counted counted = new Counted(Counted.LOGINS);

        counted.fails("anna", ATTACKER)
                .fails("anna", ATTACKER)
                .fails("boris", ATTACKER)
                .fails("anna", "198.51.100.1");

        assertThat(counted.inMemory())
                .extracting(Tally::name, Tally::sourceIp, Tally::count, Tally::distinct, Tally::windowMinutes)
                .containsExactly(
                        Tuple.tuple("logins", "198.51.100.1", 1, 1, 1_440),
                        Tuple.tuple("logins", ATTACKER, 3, 2, 1_440));
    }

    @Test
    void countsOnlyWhatTheDeclarationNames() {
        Counted counted = new Counted(Counted.LOGINS);

        counted.hears(counted.alert("default", Kind.SCAN, Severity.HIGH, "anna", ATTACKER, Counted.START));
        counted.hears(counted.alert("default", Kind.CREDENTIAL, Severity.INFO, "anna", ATTACKER, Counted.START));
        counted.hears(counted.alert("default", Kind.CREDENTIAL, Severity.UNKNOWN, "anna", ATTACKER, Counted.START));
        counted.fails("anna", ""); // no address, no key

        assertThat(counted.inMemory()).isEmpty();
    }

    @Test
    void anAlertWithoutTheDistinctComponentCountsAsAnAlertOnly() {
        Counted counted = new Counted(Counted.LOGINS).fails("", ATTACKER);

        assertThat(only(counted).count()).isOne();
        assertThat(only(counted).distinct()).isZero();
    }

    @Test
    void tenantsAreCountedApart() {
        Counted counted = new Counted(Counted.LOGINS);

        counted.hears(counted.alert("north", Kind.CREDENTIAL, Severity.LOW, "anna", ATTACKER, Counted.START));
        counted.hears(counted.alert("south", Kind.CREDENTIAL, Severity.LOW, "anna", ATTACKER, Counted.START));

        assertThat(counted.inMemory())
                .extracting(Tally::tenant, Tally::count)
                .containsExactly(Tuple.tuple("north", 1), Tuple.tuple("south", 1));
    }

    @Test
    void keysThatLookAlikeWhenWrittenTogetherAreTwoFacts() {
        Counted counted = new Counted(Counted.LOGINS);

        counted.hears(counted.alert("a", Kind.CREDENTIAL, Severity.LOW, "anna", "b;---1=c", Counted.START));
        counted.hears(counted.alert("a;---1=b", Kind.CREDENTIAL, Severity.LOW, "anna", "c", Counted.START));

        assertThat(counted.inMemory()).hasSize(2);
    }

    @Test
    void lessThanAWindowAfterAnAlertItStillCounts() {
        Counted counted = new Counted(Counted.LOGINS).fails("anna", ATTACKER).at(DAY.minusMillis(1));

        assertThat(counted.inMemory()).hasSize(1);
    }

    @Test
    void aWindowAfterTheBeginningOfItsBucketAnAlertCountsNoLonger() {
        Counted counted = new Counted(Counted.LOGINS)
                .at(Duration.ofMinutes(23)) // the bucket is 24 minutes wide and began at the start
                .fails("anna", ATTACKER)
                .at(DAY);

        assertThat(counted.inMemory()).isEmpty();
    }

    @Test
    void aValueLeavesWithTheLastAlertThatHasIt() {
        Counted counted = new Counted(Counted.LOGINS)
                .fails("anna", ATTACKER)
                .fails("boris", ATTACKER)
                .at(Duration.ofHours(10))
                .fails("anna", ATTACKER)
                .at(DAY);

        assertThat(only(counted).count()).isOne();
        assertThat(only(counted).distinct()).isOne();
    }

    @Test
    void aLateAlertGoesIntoTheBucketOfItsTime() {
        Counted counted = new Counted(Counted.LOGINS)
                .at(Duration.ofMinutes(30))
                .fails("anna", ATTACKER)
                .failedAt(Duration.ofMinutes(20), "anna", ATTACKER);
        assertThat(only(counted).count()).isEqualTo(2);

        counted.at(DAY);

        assertThat(only(counted).count()).isOne();
        assertThat(only(counted).distinct()).isOne();
    }

    @Test
    void aLateAlertOfTheShortestWindowStillFindsItsBucket() {
        TallyDeclaration shortest = Counted.declared("logins", Duration.ofMinutes(16));
        Counted counted = new Counted(shortest)
                .at(Duration.ofMinutes(60).plusMillis(59_999))
                .failedAt(Duration.ofMinutes(45).plusMillis(59_999), "anna", ATTACKER);

        assertThat(only(counted).count()).isOne();
    }

    @Test
    void timeIsDueOnlyWhenSomethingLeaves() {
        Counted counted = new Counted(Counted.LOGINS);
        assertThat(counted.tallies.nextDue()).isEmpty();

        counted.at(Duration.ofMinutes(25)).fails("anna", ATTACKER);
        counted.at(Duration.ofMinutes(47)).fails("boris", ATTACKER);

        OptionalLong due = counted.tallies.nextDue();
        assertThat(due)
                .hasValue(Counted.START.plus(DAY).plus(Duration.ofMinutes(24)).toEpochMilli());
        counted.at(DAY.plusMinutes(24));
        assertThat(counted.tallies.nextDue()).isEmpty();
    }

    @Test
    void moreKeysThanMayBeKeptAreMissedAndHeard() {
        Counted counted = new Counted(new TallyBounds(256, 2, 10, 100), Counted.LOGINS)
                .begun()
                .fails("anna", "198.51.100.1")
                .fails("anna", "198.51.100.2")
                .fails("anna", "198.51.100.3")
                .fails("boris", "198.51.100.1");

        assertThat(counted.inMemory()).extracting(Tally::sourceIp).containsExactly("198.51.100.1", "198.51.100.2");
        assertThat(missed(counted)).containsExactly(new TallyChanges.Missed("logins", Shortfall.TOO_MANY_KEYS, 1));

        counted.at(DAY).fails("anna", "198.51.100.3");
        assertThat(counted.inMemory()).extracting(Tally::sourceIp).containsExactly("198.51.100.3");
    }

    @Test
    void aKeyThatIsTooLongIsMissedAndHeard() {
        Counted counted = new Counted(Counted.LOGINS).begun().fails("anna", "x".repeat(257));

        assertThat(counted.inMemory()).isEmpty();
        assertThat(missed(counted)).containsExactly(new TallyChanges.Missed("logins", Shortfall.KEY_TOO_LONG, 1));
    }

    @Test
    void moreValuesThanMayBeKeptAreSaidToBeMore() {
        Counted counted = new Counted(new TallyBounds(256, 10, 2, 100), Counted.LOGINS)
                .begun()
                .fails("anna", ATTACKER)
                .fails("boris", ATTACKER)
                .fails("clara", ATTACKER)
                .fails("anna", ATTACKER);

        assertThat(only(counted).count()).isEqualTo(4);
        assertThat(only(counted).distinct()).isEqualTo(2);
        assertThat(only(counted).distinctAtLeast()).isTrue();
        assertThat(missed(counted)).containsExactly(new TallyChanges.Missed("logins", Shortfall.TOO_MANY_VALUES, 1));
    }

    @Test
    void theValuesOfAllKeysTogetherAreBoundedToo() {
        Counted counted = new Counted(new TallyBounds(256, 10, 10, 2), Counted.LOGINS)
                .fails("anna", "198.51.100.1")
                .fails("boris", "198.51.100.2")
                .fails("clara", "198.51.100.3");

        assertThat(counted.inMemory())
                .extracting(Tally::distinct, Tally::distinctAtLeast)
                .containsExactly(Tuple.tuple(1, false), Tuple.tuple(1, false), Tuple.tuple(0, true));

        counted.at(DAY).fails("clara", "198.51.100.3");
        assertThat(only(counted).distinct()).isOne();
    }

    @Test
    void whatIsNotCommittedBeforeTheBeginningIsCommittedWithIt() {
        Counted counted = new Counted(Counted.LOGINS).fails("anna", ATTACKER).fails("boris", ATTACKER);
        assertThat(counted.committed).containsOnly(TallyChanges.NONE);

        counted.begun();

        TallyChanges begun = counted.committed.get(counted.committed.size() - 1);
        assertThat(begun.counting())
                .extracting(TallyStart::tally, TallyStart::sequence)
                .containsExactly(Tuple.tuple("logins", 1L));
        assertThat(begun.buckets()).singleElement().satisfies(bucket -> {
            assertThat(bucket.count()).isEqualTo(2);
            assertThat(bucket.values()).hasSize(2);
            assertThat(bucket.begun()).isOne();
            assertThat(bucket.expiresAt() - bucket.startsAt()).isEqualTo(DAY.toMillis());
        });
    }

    @Test
    void aTallyThatIsDeclaredOtherwiseTakesUpNothing() {
        Counted counted = new Counted(Counted.LOGINS).begun().fails("anna", ATTACKER);

        Counted longer = counted.restarted(TallyBounds.USUAL, Counted.declared("logins", Duration.ofHours(25)));

        assertThat(longer.inMemory()).isEmpty();
        assertThat(longer.tallies.fresh()).extracting(TallyDeclaration::name).containsExactly("logins");
    }

    @Test
    void bucketsAreWholeMinutesAndTogetherNoLongerThanTheWindow() {
        for (int minutes = 16; minutes <= 31 * 1_440; minutes++) {
            TallyDeclaration tally = Counted.declared("logins", Duration.ofMinutes(minutes));

            long window = tally.window().toMillis();
            assertThat(tally.bucketMillis() % 60_000).isZero();
            assertThat(tally.buckets()).isLessThanOrEqualTo(60);
            assertThat(tally.buckets() * tally.bucketMillis())
                    .isLessThanOrEqualTo(window)
                    .isGreaterThan(window - tally.bucketMillis());
        }
    }

    private static Tally only(Counted counted) {
        Collection<Tally> inMemory = counted.inMemory();
        assertThat(inMemory).hasSize(1);
        return inMemory.iterator().next();
    }

    private static List<TallyChanges.Missed> missed(Counted counted) {
        return counted.committed.stream()
                .flatMap(changes -> changes.missed().stream())
                .toList();
    }
}
