package dev.tutti.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BudgetMarksTest {

    private final BudgetMarks marks = new BudgetMarks();

    @Test
    void whatAPartitionDrawsAloneIsKnownWithoutAGap() {
        marks.draw("blocks", 1);
        marks.draw("blocks", 2);

        assertThat(marks.known("blocks")).isEqualTo(2);
        assertThat(marks.upTo("blocks")).isEqualTo(2);
    }

    @Test
    void aDebitOfAnotherLeavesAGapUntilItIsHeardOf() {
        marks.draw("blocks", 1);
        marks.draw("blocks", 3);

        assertThat(marks.known("blocks")).isEqualTo(2);
        assertThat(marks.upTo("blocks")).isEqualTo(1);

        marks.hear("blocks", 2);

        assertThat(marks.known("blocks")).isEqualTo(3);
        assertThat(marks.upTo("blocks")).isEqualTo(3);
    }

    @Test
    void whatItDebitedItselfAndHearsOfAmongOthersIsKnownOnce() {
        marks.draw("blocks", 3);
        marks.draw("blocks", 9);

        marks.hear("blocks", 5);

        assertThat(marks.known("blocks")).isEqualTo(6);
    }

    @Test
    void whatWouldBeKnownIsSaidWithoutHearingIt() {
        marks.draw("blocks", 4);

        assertThat(marks.knownAfter("blocks", 3)).isEqualTo(4);
        assertThat(marks.known("blocks")).isEqualTo(1);
    }

    @Test
    void oneBudgetSaysNothingOfAnother() {
        marks.hear("blocks", 7);

        assertThat(marks.known("downtime")).isZero();
    }
}
