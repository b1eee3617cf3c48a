package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.fact.TallyDeclaration;
import dev.tutti.fact.TallyNews;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one alert changes about a tally: whether its key is new, and how much oftener it comes than before. */
class TallyNewsTest {

    private static final String ATTACKER = "203.0.113.77";
    private static final Duration DAY = Duration.ofHours(24);

    /** Buckets of 24 minutes: five are recent, 55 are the rest. */
    private static final TallyDeclaration RECENT = recent(DAY, Duration.ofHours(2));

    @Test
    void theFirstAlertOfAKeyIsNewAndTheSecondIsNot() {
        Counted counted = new Counted(Counted.LOGINS).fails("anna", ATTACKER);
        assertThat(only(counted))
                .returns("logins", TallyNews::tally)
                .returns("id", TallyNews::alertId)
                .returns(ATTACKER, TallyNews::sourceIp)
                .returns("", TallyNews::user)
                .returns(true, TallyNews::first);

        assertThat(only(counted.fails("boris", ATTACKER)).first()).isFalse();
        assertThat(only(counted.fails("boris", "198.51.100.1")).first()).isTrue();
    }

    @Test
    void whatLeftTheWindowIsNewAgain() {
        Counted counted = new Counted(Counted.LOGINS).fails("anna", ATTACKER);

        assertThat(only(counted.at(DAY.minusMillis(1)).fails("anna", ATTACKER)).first())
                .isFalse();
        assertThat(only(new Counted(Counted.LOGINS)
                                .fails("anna", ATTACKER)
                                .at(DAY)
                                .fails("anna", ATTACKER))
                        .first())
                .isTrue();
    }

    @Test
    void theOneThatArrivesFirstIsNewAlsoWhereItHappenedLater() {
        Counted counted = new Counted(Counted.LOGINS).at(Duration.ofHours(1));

        assertThat(only(counted.fails("anna", ATTACKER)).first()).isTrue();
        assertThat(only(counted.failedAt(Duration.ofMinutes(46), "anna", ATTACKER))
                        .first())
                .isFalse();
    }

    @Test
    void anAlertThatIsNotCountedBringsNoNews() {
        assertThat(new Counted(new TallyBounds(256, 1, 10, 100), Counted.LOGINS)
                        .fails("anna", ATTACKER)
                        .fails("anna", "198.51.100.1")
                        .news())
                .isEmpty();
        assertThat(new Counted(Counted.LOGINS).fails("anna", "").news()).isEmpty();
    }

    @Test
    void comparesWhatIsRecentWithTheRestOfTheWindow() {
        Counted counted = new Counted(RECENT);
        for (int i = 0; i < 22; i++) {
            counted.fails("anna", ATTACKER);
        }
        counted.at(Duration.ofHours(20));
        for (int i = 0; i < 9; i++) {
            counted.fails("anna", ATTACKER);
        }

        // 22 in 55 buckets are two in five; ten in five are five times as many.
        assertThat(only(counted)).returns(9, TallyNews::recent).returns(4, TallyNews::times);
        assertThat(only(counted.fails("anna", ATTACKER)))
                .returns(10, TallyNews::recent)
                .returns(5, TallyNews::times);
    }

    @Test
    void whatIsRecentGrowsOldWithItsBucket() {
        Counted counted = new Counted(RECENT).fails("anna", ATTACKER);

        assertThat(only(counted.at(Duration.ofHours(2).minusMillis(1)).fails("anna", ATTACKER)))
                .returns(2, TallyNews::recent)
                .returns(0, TallyNews::times);
        assertThat(only(counted.at(Duration.ofHours(2)).fails("anna", ATTACKER)))
                .returns(2, TallyNews::recent)
                .returns(22, TallyNews::times);
    }

    @Test
    void aLateAlertCountsInTheTimeInWhichItHappened() {
        Counted counted =
                new Counted(recent(Duration.ofMinutes(60), Duration.ofMinutes(10))).at(Duration.ofMinutes(20));

        assertThat(only(counted.failedAt(Duration.ofMinutes(10), "anna", ATTACKER)))
                .returns(0, TallyNews::recent)
                .returns(0, TallyNews::times);
        assertThat(only(counted.failedAt(Duration.ofMinutes(11), "anna", ATTACKER)))
                .returns(1, TallyNews::recent)
                .returns(5, TallyNews::times);
    }

    @Test
    void aTallyThatDeclaresNothingAsRecentComparesNothing() {
        assertThat(only(new Counted(Counted.LOGINS)
                        .fails("anna", ATTACKER)
                        .at(Duration.ofHours(5))
                        .fails("anna", ATTACKER)))
                .returns(0, TallyNews::recent)
                .returns(0, TallyNews::times);
    }

    @Test
    void aRestartKnowsWhatIsNewAndHowOftenItCame() {
        Counted counted = new Counted(RECENT).begun().fails("anna", ATTACKER).fails("anna", ATTACKER);
        counted.at(Duration.ofHours(3)).fails("anna", ATTACKER);
        Counted restarted = counted.restarted(TallyBounds.USUAL, RECENT);

        assertThat(restarted.fails("anna", ATTACKER).news())
                .isEqualTo(counted.fails("anna", ATTACKER).news());
        assertThat(restarted.fails("anna", "198.51.100.1").news())
                .isEqualTo(counted.fails("anna", "198.51.100.1").news());
    }

    @Test
    void whatIsRecentIsAPartOfTheWindow() {
        assertThat(recent(DAY, Duration.ofMinutes(24)).recentBuckets()).isOne();
        assertThat(recent(DAY, Duration.ofHours(12)).recentBuckets()).isEqualTo(30);
        assertThatThrownBy(() -> recent(DAY, Duration.ofMinutes(23))).hasMessageContaining("one bucket at least");
        assertThatThrownBy(() -> recent(DAY, Duration.ofMinutes(721))).hasMessageContaining("half of the window");
    }

    @Test
    void whatIsCountedIsTheSameWhateverIsRecent() {
        assertThat(Identities.declaration(RECENT)).isEqualTo(Identities.declaration(Counted.LOGINS));
    }

    private static TallyDeclaration recent(Duration window, Duration part) {
        TallyDeclaration plain = Counted.declared("logins", window);
        return new TallyDeclaration(
                plain.name(), plain.counts(), plain.key(), plain.window(), plain.distinct(), Optional.of(part));
    }

    private static TallyNews only(Counted counted) {
        assertThat(counted.news()).hasSize(1);
        return counted.news().get(0);
    }
}
