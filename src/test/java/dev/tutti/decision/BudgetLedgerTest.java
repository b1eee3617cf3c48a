package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.BudgetLedger.Debit;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetLedgerTest {

    private static final long HOUR = 3_600_000L;
    private static final long DAY = 24 * HOUR;
    private static final long NOW = 1_772_359_500_000L;

    private final BudgetLedger ledger = new BudgetLedger();

    @Test
    void hasNoRoomFromTheStartWithALimitOfZero() {
        assertThat(ledger.hasRoom("blocks", 0, HOUR, NOW)).isFalse();
        assertThat(ledger.hasRoom("blocks", 1, HOUR, NOW)).isTrue();
    }

    @Test
    void hasRoomAgainExactlyWhenTheWindowIsOver() {
        ledger.debit("blocks", "a", NOW);

        assertThat(ledger.hasRoom("blocks", 1, HOUR, NOW + HOUR - 1)).isFalse();
        assertThat(ledger.hasRoom("blocks", 1, HOUR, NOW + HOUR)).isTrue();
    }

    @Test
    void keepsBudgetsApart() {
        ledger.debit("blocks", "a", NOW);

        assertThat(ledger.hasRoom("isolations", 1, HOUR, NOW)).isTrue();
    }

    @Test
    void debitsAnActionOnce() {
        assertThat(ledger.debit("blocks", "a", NOW)).isTrue();
        assertThat(ledger.debit("blocks", "a", NOW + 1)).isFalse();

        assertThat(ledger.hasRoom("blocks", 2, HOUR, NOW + 1)).isTrue();
    }

    @Test
    void letsADebitedActionCompeteOnlyWithEarlierOnes() {
        ledger.debit("blocks", "first", NOW);
        ledger.debit("blocks", "second", NOW);

        assertThat(ledger.hasRoom("blocks", "first", 1, HOUR, NOW)).isTrue();
        assertThat(ledger.hasRoom("blocks", "second", 1, HOUR, NOW)).isFalse();
        assertThat(ledger.hasRoom("blocks", "third", 2, HOUR, NOW)).isFalse();
    }

    @Test
    void saysOnceWhatIsNew() {
        ledger.load(List.of(new Debit("blocks", "old", NOW - 1)));
        ledger.debit("blocks", "old", NOW);
        ledger.debit("blocks", "new", NOW);

        assertThat(ledger.drain()).containsExactly(new Debit("blocks", "new", NOW));
        assertThat(ledger.drain()).isEmpty();
    }

    @Test
    void countsWhatWasLoadedInWhateverOrder() {
        BudgetLedger loaded = new BudgetLedger(List.of(
                new Debit("blocks", "late", NOW),
                new Debit("blocks", "early", NOW - HOUR),
                new Debit("blocks", "middle", NOW - HOUR / 2)));

        assertThat(loaded.hasRoom("blocks", 2, HOUR, NOW)).isFalse();
        assertThat(loaded.hasRoom("blocks", 3, HOUR, NOW)).isTrue();
    }

    @Test
    void forgetsWhatIsOlderThanThirtyOneDays() {
        ledger.debit("blocks", "a", NOW);
        ledger.debit("blocks", "b", NOW + 31 * DAY - 1);
        assertThat(ledger.size()).isEqualTo(2);

        ledger.debit("blocks", "c", NOW + 31 * DAY + HOUR);

        assertThat(ledger.size()).isEqualTo(2);
    }

    @Test
    void remembersForTheLongestWindowThatWasAskedFor() {
        ledger.hasRoom("blocks", 1, 90 * DAY, NOW);
        ledger.debit("blocks", "a", NOW);

        ledger.debit("other", "b", NOW + 89 * DAY);

        assertThat(ledger.hasRoom("blocks", 1, 90 * DAY, NOW + 89 * DAY)).isFalse();
    }

    @Test
    void hasNoRoomPastItsOwnBoundWhateverTheLimit() {
        for (int i = 0; i < BudgetLedger.MAX_DEBITS; i++) {
            ledger.debit("blocks", "action-" + i, NOW);
        }

        assertThat(ledger.hasRoom("blocks", Integer.MAX_VALUE, HOUR, NOW)).isFalse();
    }
}
