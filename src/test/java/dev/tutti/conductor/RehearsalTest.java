package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.conductor.RehearsalDesk.Would;
import dev.tutti.fact.AlertReport;
import dev.tutti.journal.FrozenJournal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    @Test
    void saysWhatWouldBeDecidedAndChangesNothing() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            stage.freeze("payments", Duration.ofHours(1));
            AlertReport report = stage.malwareOn("pay-1");
            int committed = stage.committed.size();

            Would would = stage.rehearses(report).get(0);

            assertThat(would.decision()).isEqualTo("HELD");
            assertThat(would.actions())
                    .extracting(action -> action.capability())
                    .contains("edr.isolate-host");
            assertThat(would.firings()).extracting(fired -> fired.policy()).contains("RES-002", "TIM-003");
            assertThat(stage.committed).hasSize(committed);
            assertThat(stage.isolationsOrdered()).isEmpty();

            stage.receives(report);
            assertThat(stage.committed
                            .get(stage.committed.size() - 1)
                            .decisions()
                            .get(0)
                            .headline()
                            .name())
                    .isEqualTo(would.decision());
            assertThat(stage.rehearses(report).get(0).duplicate()).isTrue();
        }
    }

    @Test
    void knowsWhatWasSpentAndWhatHasFallenDueSince() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.estate();
            stage.freeze("payments", Duration.ofHours(1));
            stage.receives(stage.malwareOn("pay-1"));
            stage.clock.advance(Duration.ofHours(2));

            assertThat(stage.rehearses(stage.malwareOn("pay-2"), stage.malwareOn("pay-3"), stage.malwareOn("pay-4")))
                    .extracting(would -> would.decision())
                    .startsWith("ACTED")
                    .endsWith("ASKED");
            stage.settle();
            assertThat(stage.isolationsOrdered()).isEqualTo(Map.of("pay-1", 1L));
        }
    }

    @Test
    void nothingCanBeWrittenIntoAFrozenJournal() throws Exception {
        try (ConductorStage stage = new ConductorStage();
                FrozenJournal frozen = FrozenJournal.of(stage.dataSource)) {
            assertThatThrownBy(() -> frozen.journal().noteRuleSet("never", List.of()))
                    .hasMessageContaining("read-only transaction");
        }
    }
}
