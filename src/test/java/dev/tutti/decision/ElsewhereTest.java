package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ElsewhereTest {

    private final Elsewhere elsewhere = new Elsewhere();

    @Test
    void isKnownUntilItIsClosed() {
        OpenElsewhere action = new OpenElsewhere("same", "action-1", "p-1");
        elsewhere.open(List.of(action));

        assertThat(elsewhere.same("same")).contains(action);

        elsewhere.close(List.of("action-1", "never heard of"));

        assertThat(elsewhere.same("same")).isEmpty();
        assertThat(elsewhere.isEmpty()).isTrue();
    }

    @Test
    void theNextActionOfTheSameTakesThePlaceOfOneWhoseEndWasNotHeard() {
        elsewhere.open(List.of(new OpenElsewhere("same", "action-1", "p-1")));
        elsewhere.open(List.of(new OpenElsewhere("same", "action-2", "p-2")));

        elsewhere.close(List.of("action-1"));

        assertThat(elsewhere.same("same")).contains(new OpenElsewhere("same", "action-2", "p-2"));
    }

    @Test
    void forgetsTheOldestWhenThereAreTooMany() {
        elsewhere.open(IntStream.rangeClosed(0, Elsewhere.MOST)
                .mapToObj(i -> new OpenElsewhere("same " + i, "action-" + i, "p-1"))
                .toList());

        assertThat(elsewhere.all()).hasSize(Elsewhere.MOST);
        assertThat(elsewhere.same("same 0")).isEmpty();
        assertThat(elsewhere.same("same " + Elsewhere.MOST)).isPresent();
    }
}
