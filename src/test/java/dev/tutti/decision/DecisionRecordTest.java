package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.decision.DecisionRecord.Item;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionRecordTest {

    private final Scene scene = new Scene();
    private final Item held = Item.of(scene.request, false, scene.combine(scene.hold()));
    private final Item acted = Item.of(scene.request, false, scene.combine(scene.permit()));
    private final Item joinedDenied = Item.of(scene.request, true, scene.combine(scene.deny()));
    private final Item joinedInForce =
            new Item("action-9", "edr.isolate-host", "pay-db-1", true, "SUCCEEDED", List.of(), List.of());

    @Test
    void takesTheStrongestHeadlineOfItsItems() {
        assertThat(record(acted, held).headline()).isEqualTo(Headline.HELD);
        assertThat(record(acted).headline()).isEqualTo(Headline.ACTED);
    }

    @Test
    void ignoresJoinedActionsBesideNewOnes() {
        assertThat(record(joinedDenied, acted).headline()).isEqualTo(Headline.ACTED);
    }

    @Test
    void isSuppressedWhenEveryActionWasJoined() {
        assertThat(record(joinedDenied, joinedInForce).headline()).isEqualTo(Headline.SUPPRESSED);
    }

    @Test
    void isUnmatchedWithoutItems() {
        assertThat(record().headline()).isEqualTo(Headline.UNMATCHED);
    }

    @Test
    void listsWhatIsStillOpen() {
        Item asked = Item.of(scene.request, false, scene.combine());

        assertThat(record(asked).headline()).isEqualTo(Headline.ASKED);
        assertThat(asked.open()).containsExactly(Requirement.NO_POLICY);
    }

    @Test
    void refusesANewActionWithoutARuling() {
        Item odd = new Item("action-9", "c", "t", false, "SUCCEEDED", List.of(), List.of());

        assertThatThrownBy(() -> record(odd))
                .hasMessageContaining("action action-9 is new")
                .hasMessageContaining("SUCCEEDED");
    }

    @Test
    void ordersHeadlinesFromDeniedToSetAside() {
        assertThat(Headline.highest(List.of(Headline.SET_ASIDE, Headline.DUPLICATE, Headline.SUPPRESSED)))
                .contains(Headline.SUPPRESSED);
        assertThat(Headline.highest(List.of())).isEmpty();
    }

    private static DecisionRecord record(Item... items) {
        return DecisionRecord.of("alert-1", 1, Scene.NOW, "v1", List.of(items));
    }
}
