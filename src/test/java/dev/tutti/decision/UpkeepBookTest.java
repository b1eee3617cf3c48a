package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.Overdue;
import dev.tutti.fact.Review;
import dev.tutti.fact.Upkeep;
import dev.tutti.fact.UpkeepKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpkeepBookTest {

    private static final long HOUR = 3_600_000;
    private static final Overdue LATE = new Overdue("ids", UpkeepKind.SIGNATURES, "nora");

    private final UpkeepBook book = new UpkeepBook(List.of());
    private final FactChanges changes = new FactChanges();

    @Test
    void isOverdueFromTheMillisecondAtWhichItIsDue() {
        book.keep(signatures(0), 0, changes);

        book.turn(24 * HOUR - 1, changes);
        assertThat(changes.isEmpty()).isTrue();
        assertThat(book.nextDue(24 * HOUR - 1)).hasValue(24 * HOUR);

        book.turn(24 * HOUR, changes);
        assertThat(changes.stated()).containsExactly(LATE);
        assertThat(book.nextDue(24 * HOUR)).isEmpty();
    }

    @Test
    void isSaidOnceHoweverOftenTimeTurns() {
        book.keep(signatures(0), 24 * HOUR, changes);
        changes.clear();

        book.turn(25 * HOUR, changes);

        assertThat(changes.isEmpty()).isTrue();
    }

    @Test
    void endsWhenSomebodyHasSeenToItOrItNeedNotBe() {
        book.keep(signatures(0), 30 * HOUR, changes);
        book.keep(signatures(29 * HOUR), 30 * HOUR, changes);
        assertThat(changes.removed()).containsExactly(LATE.factId());
        assertThat(changes.stated()).isEmpty();
        assertThat(book.nextDue(30 * HOUR)).hasValue(53 * HOUR);

        changes.clear();
        book.turn(53 * HOUR, changes);
        book.drop(signatures(0).factId(), changes);

        assertThat(changes.removed()).containsExactly(LATE.factId());
        assertThat(book.nextDue(0)).isEmpty();
    }

    @Test
    void staysOverdueWhenItIsStatedAnewAndStillTooOld() {
        book.keep(signatures(0), 30 * HOUR, changes);
        changes.clear();

        book.keep(signatures(2 * HOUR), 30 * HOUR, changes);

        assertThat(changes.stated()).containsExactly(LATE);
        assertThat(changes.removed()).isEmpty();
    }

    @Test
    void wantsAPolicyReviewedUntilTheEndOfTheDayThatItNames() {
        LocalDate reviewBy = LocalDate.parse("2026-05-31");
        UpkeepBook reviews = new UpkeepBook(List.of(PolicyTerms.of("TIM-003", "risk-office", "v", reviewBy)));
        long due = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();

        reviews.turn(due - 1, changes);
        assertThat(changes.isEmpty()).isTrue();
        reviews.turn(due, changes);

        assertThat(changes.stated()).containsExactly(new Overdue("TIM-003", UpkeepKind.POLICY_REVIEW, "risk-office"));
    }

    @Test
    void wantsAnOverrideReviewedUntilItsReviewIsClosed() {
        Review review = new Review("a-1", "edr.isolate-host", "pc-1", "rita", "it spreads", 3 * HOUR);
        Overdue late = new Overdue("a-1", UpkeepKind.OVERRIDE_REVIEW, "");
        book.keep(review, 0, changes);

        book.turn(3 * HOUR - 1, changes);
        assertThat(changes.isEmpty()).isTrue();
        book.turn(3 * HOUR, changes);
        assertThat(changes.stated()).containsExactly(late);
        book.drop(review.factId(), changes);

        assertThat(changes.removed()).containsExactly(late.factId());
        assertThat(book.nextDue(0)).isEmpty();
    }

    private static Upkeep signatures(long since) {
        return new Upkeep("ids", UpkeepKind.SIGNATURES, "nora", since, 24);
    }
}
