package dev.tutti.action;

import static io.smallrye.faulttolerance.api.CircuitBreakerState.CLOSED;
import static io.smallrye.faulttolerance.api.CircuitBreakerState.HALF_OPEN;
import static io.smallrye.faulttolerance.api.CircuitBreakerState.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tutti.connector.ActionOutcome;
import dev.tutti.connector.Limits;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LaneTest {

    private static final ActionOutcome DONE = new ActionOutcome.Succeeded("", Map.of());
    private static final ActionOutcome REFUSED = new ActionOutcome.Rejected("no such host");
    private static final ActionOutcome UNREACHABLE = new ActionOutcome.Unreachable("no connection", 0);
    private static final ActionOutcome AMBIGUOUS = new ActionOutcome.Ambiguous("no answer");
    private static final ActionOutcome WANTS_REST = new ActionOutcome.Unreachable("the tool answered 429", 90_000);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(20);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final List<Bound> reached = new ArrayList<>();
    private final AtomicInteger allowed = new AtomicInteger();

    static List<Arguments> failures() {
        return List.of(
                Arguments.argumentSet("a tool that cannot be reached", UNREACHABLE),
                Arguments.argumentSet("a tool that hangs or answers garbage", AMBIGUOUS));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void opensItsCircuitWhenHalfOfTheLastCallsBroughtNothing(ActionOutcome fruitless) throws SQLException {
        // Given
        Lane lane = lane(Limits.NONE, NEVER);
        for (ActionOutcome outcome : List.of(DONE, fruitless, REFUSED)) {
            assertThat(call(lane, outcome)).isEqualTo(new Turn.Made(outcome));
        }

        // When
        call(lane, fruitless);

        // Then
        assertThat(lane.circuit()).isEqualTo(OPEN);
        assertThat(lane.room()).isZero();
        assertThat(call(lane, DONE)).isEqualTo(new Turn.NotNow(Bound.CIRCUIT));
        assertThat(reached).containsExactly(Bound.CIRCUIT);
    }

    @Test
    void takesARefusalForAnAnswer() throws SQLException {
        Lane lane = lane(Limits.NONE, NEVER);

        for (int i = 0; i < 20; i++) {
            call(lane, REFUSED);
        }

        assertThat(lane.circuit()).isEqualTo(CLOSED);
    }

    @Test
    void triesOneCallAfterAWhileAndIsFreeAgainWhenItIsAnswered() throws SQLException {
        // Given
        Lane lane = lane(Limits.NONE, SOON);
        open(lane);
        await().until(() -> lane.circuit() == HALF_OPEN);
        assertThat(allowed).hasValue(1);
        assertThat(lane.room()).isEqualTo(1);
        lane.enter();
        assertThat(lane.room()).isZero();

        // When: a second call is wanted while the first one is under way.
        List<Turn> second = new ArrayList<>();
        Turn first = lane.take(() -> true, () -> {
            second.add(callUnchecked(lane));
            return DONE;
        });

        // Then
        assertThat(first).isEqualTo(new Turn.Made(DONE));
        assertThat(second).containsExactly(new Turn.NotNow(Bound.CIRCUIT));
        assertThat(lane.circuit()).isEqualTo(CLOSED);
        assertThat(lane.room()).isEqualTo(3); // one is in hand
    }

    @Test
    void opensItsCircuitAgainWhenTheCallThatWasTriedBringsNothing() throws SQLException {
        Lane lane = lane(Limits.NONE, SOON);
        open(lane);
        await().until(() -> lane.circuit() == HALF_OPEN);

        call(lane, AMBIGUOUS);

        assertThat(reached).containsExactly(Bound.CIRCUIT, Bound.CIRCUIT);
    }

    @Test
    void learnsNothingGoodOfAToolFromACallThatWasNotMade() throws SQLException {
        // Given
        Lane lane = lane(Limits.NONE, SOON);
        open(lane);
        await().until(() -> lane.circuit() == HALF_OPEN);

        // When
        Turn turn = lane.take(() -> false, () -> {
            throw new AssertionError("called without an intent");
        });

        // Then
        assertThat(turn).isEqualTo(new Turn.NotMade());
        assertThat(reached).containsExactly(Bound.CIRCUIT, Bound.CIRCUIT);
    }

    @Test
    void writesNoIntentForACallThatABoundForbids() throws SQLException {
        Lane lane = lane(Limits.NONE, NEVER);
        open(lane);
        AtomicInteger intents = new AtomicInteger();

        lane.take(() -> intents.incrementAndGet() > 0, () -> DONE);

        assertThat(intents).hasValue(0);
    }

    @Test
    void letsNoMoreCallsThroughAtOnceThanTheToolBears() throws SQLException {
        // Given
        Lane lane = lane(new Limits(OptionalInt.of(1), Optional.empty()), NEVER);
        List<Turn> second = new ArrayList<>();

        // When
        lane.take(() -> true, () -> {
            assertThat(lane.callsUnderWay()).isEqualTo(1);
            second.add(callUnchecked(lane));
            return DONE;
        });

        // Then
        assertThat(second).containsExactly(new Turn.NotNow(Bound.CALLS_AT_ONCE));
        assertThat(lane.callsUnderWay()).isZero();
        assertThat(call(lane, DONE)).isEqualTo(new Turn.Made(DONE));
    }

    @Test
    void learnsNothingGoodOfAToolFromCallsThatWereOneTooMany() throws SQLException {
        // Given
        Lane lane = lane(new Limits(OptionalInt.of(1), Optional.empty()), NEVER);

        // When
        for (int i = 0; i < 4; i++) {
            lane.take(() -> true, () -> {
                for (int more = 0; more < 3; more++) {
                    callUnchecked(lane);
                }
                return UNREACHABLE;
            });
        }

        // Then
        assertThat(lane.circuit()).isEqualTo(OPEN);
    }

    @Test
    void letsNoMoreCallsThroughInATimeThanTheToolBears() throws SQLException {
        // Given
        Lane lane = lane(new Limits(OptionalInt.empty(), Optional.of(new Limits.Rate(2, NEVER))), NEVER);
        call(lane, DONE);
        call(lane, DONE);

        // When
        Turn third = call(lane, DONE);

        // Then
        assertThat(third).isEqualTo(new Turn.NotNow(Bound.RATE));
        assertThat(lane.room()).isZero();
        assertThat(lane.restsFor()).isPositive();
        assertThat(reached).containsExactly(Bound.RATE);
        assertThat(lane.circuit()).isEqualTo(CLOSED);
    }

    @Test
    void leavesTheToolAloneForAsLongAsItAsks() throws SQLException {
        // Given
        Lane lane = lane(Limits.NONE, NEVER);

        // When
        call(lane, WANTS_REST);

        // Then
        assertThat(lane.restsFor()).isEqualTo(Duration.ofSeconds(90));
        assertThat(lane.room()).isZero();
        assertThat(call(lane, DONE)).isEqualTo(new Turn.NotNow(Bound.REST));
        assertThat(reached).containsExactly(Bound.REST);
        nanos.addAndGet(Duration.ofSeconds(90).toNanos());
        assertThat(lane.room()).isEqualTo(4);
        assertThat(call(lane, DONE)).isEqualTo(new Turn.Made(DONE));
    }

    @Test
    void restsForTheLongestTimeThatWasAskedFor() throws SQLException {
        Lane lane = lane(Limits.NONE, NEVER);
        lane.take(() -> true, () -> {
            callUnchecked(lane, WANTS_REST);
            return new ActionOutcome.Unreachable("the tool answered 429", 1_000);
        });

        assertThat(lane.restsFor()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void handsOnWhatTheDatabaseSays() {
        Lane lane = lane(Limits.NONE, NEVER);

        assertThatThrownBy(() -> lane.take(
                        () -> {
                            throw new SQLException("gone");
                        },
                        () -> DONE))
                .isInstanceOf(SQLException.class);
    }

    private Lane lane(Limits limits, Duration probeAfter) {
        Workbench.FixedDispatch config = new Workbench.FixedDispatch(new Workbench.FixedCircuit(4, 0.5, probeAfter));
        return new Lane("edr", limits, config, nanos::get, reached::add, allowed::incrementAndGet);
    }

    private static void open(Lane lane) throws SQLException {
        for (int i = 0; i < 4; i++) {
            call(lane, UNREACHABLE);
        }
    }

    private static Turn call(Lane lane, ActionOutcome outcome) throws SQLException {
        return lane.take(() -> true, () -> outcome);
    }

    private static Turn callUnchecked(Lane lane) {
        return callUnchecked(lane, DONE);
    }

    private static Turn callUnchecked(Lane lane, ActionOutcome outcome) {
        try {
            return call(lane, outcome);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
