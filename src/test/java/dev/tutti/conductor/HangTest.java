package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Severity;
import dev.tutti.policy.Policy;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that nothing can interrupt, with a watchdog of little patience in place of one that waits ten seconds. */
class HangTest {

    static Stream<Arguments> culprits() {
        return Stream.of(
                Arguments.argumentSet("a regular expression that backtracks", HostileRules.REGEX),
                Arguments.argumentSet("a join that explodes", HostileRules.JOIN));
    }

    @ParameterizedTest
    @MethodSource("culprits")
    void aStepPastItsDeadlineEndsWithTheProcessAndTheNextOneGoesOnWithoutTheRule(Policy hostile) {
        try (ConductorStage stage = ConductorStage.impatient(HostileRules.with(hostile))) {
            AlertReport poison = poison(stage);

            stage.posts(poison);
            await().atMost(Duration.ofSeconds(60)).untilTrue(stage.halted);
            stage.restartAfterACrash();

            assertThat(stage.rules().quarantined())
                    .extracting(entry -> entry.policyId(), entry -> entry.cause())
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(hostile.id(), "DEADLINE"));
            Reception.Received answers = (Reception.Received) stage.receives(poison, stage.malwareOn("pc-1"));
            assertThat(answers.receipts())
                    .extracting(Reception.Receipt::decision, Reception.Receipt::duplicate)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("UNMATCHED", false),
                            org.assertj.core.groups.Tuple.tuple("ACTED", false));
        }
    }

    /** Many commas for the regular expression, and as much observed as may be for the join. */
    private static AlertReport poison(ConductorStage stage) {
        List<Observable> observed = IntStream.range(0, AlertReport.MAX_OBSERVABLES)
                .mapToObj(i -> new Observable(ObservableType.IP, ObservableRole.SOURCE, "198.51.100." + i))
                .toList();
        return new AlertReport(
                stage.name,
                "siem",
                "poison",
                "digest",
                ",".repeat(40),
                "rule",
                Kind.SCAN,
                Severity.HIGH,
                75,
                "high",
                "test-1",
                List.of(),
                observed,
                stage.clock.instant(),
                "{}");
    }
}
