package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.FindingRecord;
import dev.tutti.decision.Input;
import dev.tutti.fact.ChargeSubject;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.InCharge;
import dev.tutti.fact.Person;
import dev.tutti.fact.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Findings are committed, and a restart neither loses one nor finds it again. */
class FindingRestartTest {

    @Test
    void aFindingIsOpenedOnceHoweverOftenTheServiceStarts() {
        try (ConductorStage stage = new ConductorStage()) {
            stage.state(new Service("restart", "paula", Criticality.NORMAL));
            List<FindingRecord> opened = found(stage);
            assertThat(opened).hasSize(1);

            stage.restart();
            stage.restart();
            assertThat(found(stage)).isEqualTo(opened);

            stage.state(new Person("paula", List.of("owner")));
            stage.state(new InCharge(ChargeSubject.SERVICE, "restart", "paula"));
            assertThat(found(stage)).hasSize(2);
            assertThat(found(stage).get(1).id()).isEqualTo(opened.get(0).id());
            assertThat(found(stage).get(1).closed()).isTrue();
        }
    }

    @Test
    void aFindingThatClosesAndOpensAgainIsTwo() {
        try (ConductorStage stage = new ConductorStage()) {
            Service service = new Service("twice", "paula", Criticality.NORMAL);
            stage.state(service);
            stage.says(new Input.ContextEnded(service.factId(), "tester"));
            stage.state(service);

            assertThat(found(stage).stream().map(FindingRecord::id).distinct()).hasSize(2);
            stage.restart();
            assertThat(found(stage)).hasSize(3);
        }
    }

    private static List<FindingRecord> found(ConductorStage stage) {
        return List.copyOf(stage.committed).stream()
                .flatMap(conclusion -> conclusion.findings().stream())
                .filter(record -> !record.finding().subject().contains("policy"))
                .toList();
    }
}
