package dev.tutti.decision;

import static dev.tutti.decision.ActionState.Name.AWAITING_APPROVAL;
import static dev.tutti.decision.ActionState.Name.DENIED;
import static dev.tutti.decision.ActionState.Name.DISPATCHED;
import static dev.tutti.decision.ActionState.Name.EXPIRED;
import static dev.tutti.decision.ActionState.Name.FAILED;
import static dev.tutti.decision.ActionState.Name.HELD;
import static dev.tutti.decision.ActionState.Name.PERMITTED;
import static dev.tutti.decision.ActionState.Name.REQUESTED;
import static dev.tutti.decision.ActionState.Name.SUCCEEDED;
import static dev.tutti.decision.ActionState.Name.UNCERTAIN;
import static dev.tutti.decision.ActionState.Name.UNDOING;
import static dev.tutti.decision.ActionState.Name.UNDONE;
import static dev.tutti.decision.ActionState.Name.UNDO_FAILED;
import static dev.tutti.decision.ActionState.Name.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.decision.ActionState.Name;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActionStateTest {

    private static final Set<Name> BEFORE_DISPATCH =
            EnumSet.of(HELD, AWAITING_APPROVAL, PERMITTED, DENIED, WITHDRAWN, EXPIRED);

    /** The design's table; every other state is final. */
    private static final Map<Name, Set<Name>> EDGES = Map.of(
            REQUESTED, BEFORE_DISPATCH,
            HELD, BEFORE_DISPATCH,
            AWAITING_APPROVAL, BEFORE_DISPATCH,
            PERMITTED, EnumSet.of(HELD, AWAITING_APPROVAL, PERMITTED, DENIED, WITHDRAWN, EXPIRED, DISPATCHED),
            DISPATCHED, EnumSet.of(SUCCEEDED, FAILED, UNCERTAIN),
            UNCERTAIN, EnumSet.of(SUCCEEDED, FAILED),
            SUCCEEDED, EnumSet.of(SUCCEEDED, UNDOING),
            UNDOING, EnumSet.of(UNDONE, UNDO_FAILED),
            UNDO_FAILED, EnumSet.of(UNDOING, UNDONE));

    @ParameterizedTest
    @EnumSource(Name.class)
    void offersExactlyTheWaysOfTheTable(Name name) throws Exception {
        Set<Name> reached = EnumSet.noneOf(Name.class);
        for (Method way : ways(ActionState.stored(name, 7))) {
            reached.add(go(ActionState.stored(name, 7), way).name());
        }

        assertThat(reached).isEqualTo(EDGES.getOrDefault(name, Set.of()));
    }

    @Property(tries = 500)
    void walksOnlyAlongTheTableAndStopsOnlyInAFinalState(@ForAll @Size(40) List<Integer> choices) throws Exception {
        ActionState state = new ActionState.Requested();
        boolean dispatched = false;
        for (int choice : choices) {
            List<Method> ways = ways(state);
            assertThat(ways.isEmpty()).isEqualTo(!state.open());
            if (ways.isEmpty()) {
                return;
            }
            ActionState next = go(state, ways.get(Math.floorMod(choice, ways.size())));
            assertThat(EDGES.get(state.name())).contains(next.name());
            dispatched |= next.name() == DISPATCHED;
            assertThat(next.inForce() || next.name() == FAILED || next.name() == UNDONE)
                    .as("after dispatch, and only then, an effect may stand or have stood")
                    .isEqualTo(dispatched);
            state = next;
        }
    }

    @ParameterizedTest
    @EnumSource(Name.class)
    void isRestoredAsItWasStored(Name name) {
        assertThat(ActionState.stored(name, 7).name()).isEqualTo(name);
    }

    @Test
    void knowsWhatWaitsWhatIsOpenAndWhatIsInForce() {
        assertThat(names(Name::waiting)).containsExactlyInAnyOrder(REQUESTED, HELD, AWAITING_APPROVAL);
        assertThat(names(Name::inForce))
                .containsExactlyInAnyOrder(DISPATCHED, SUCCEEDED, UNCERTAIN, UNDOING, UNDO_FAILED);
        assertThat(names(name -> !name.open())).containsExactlyInAnyOrder(DENIED, WITHDRAWN, EXPIRED, FAILED, UNDONE);
    }

    @Test
    void endsALeaseAtItsMoment() {
        ActionState.Succeeded leased = new ActionState.Dispatched().succeed(1_000);

        assertThat(leased.leaseOver(999)).isFalse();
        assertThat(leased.leaseOver(1_000)).isTrue();
    }

    @Test
    void followsARuling() {
        Scene scene = new Scene();
        ActionState.Requested requested = new ActionState.Requested();

        assertThat(scene.combine(scene.deny()).lead(requested).name()).isEqualTo(DENIED);
        assertThat(scene.combine(scene.hold()).lead(requested).name()).isEqualTo(HELD);
        assertThat(scene.combine().lead(requested).name()).isEqualTo(AWAITING_APPROVAL);
        assertThat(scene.combine(scene.permit()).lead(requested).name()).isEqualTo(PERMITTED);
        assertThat(scene.combine(scene.hold()).lead(new ActionState.Held())).isEqualTo(new ActionState.Held());
    }

    @Test
    void callsStayingNoTransition() {
        assertThatThrownBy(() -> new Transition("action-1", HELD, HELD, 1, List.of(), "engine"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("action action-1 stays HELD, which is no transition");
    }

    private static Stream<Name> names(Predicate<Name> which) {
        return Arrays.stream(Name.values()).filter(which);
    }

    /** Every method by which a state can be left. */
    private static List<Method> ways(ActionState state) {
        return Arrays.stream(state.getClass().getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> ActionState.class.isAssignableFrom(method.getReturnType()))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    private static ActionState go(ActionState state, Method way) throws ReflectiveOperationException {
        Object next = way.getParameterCount() == 0 ? way.invoke(state) : way.invoke(state, 7L);
        return ActionState.class.cast(next);
    }
}
