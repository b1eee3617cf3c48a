package dev.tutti.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.action.Coverage.Answer;
import dev.tutti.action.Coverage.Served;
import dev.tutti.action.Coverage.Tool;
import dev.tutti.fact.Capability;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Mandate;
import dev.tutti.fact.MandatedFunction;
import dev.tutti.fact.TargetType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final Mandate CONTAIN = new Mandate(Criticality.CRITICAL, MandatedFunction.CONTAIN);
    private static final List<Capability> CAPABILITIES = List.of(
            capability("firewall.block-ip", MandatedFunction.CONTAIN),
            capability("edr.isolate-host", MandatedFunction.CONTAIN),
            capability("ticket.open", MandatedFunction.TICKET));

    @Test
    void isMetByOneCapabilityThatAPolicyAsksForAndAHealthyToolProvides() {
        Coverage coverage = Coverage.of(
                CONTAIN,
                CAPABILITIES,
                Map.of("edr.isolate-host", List.of("RES-002"), "ticket.open", List.of("RES-003")),
                capability -> List.of(new Tool("edr-1", true)));

        assertThat(coverage.answer()).isEqualTo(Answer.COVERED);
        assertThat(coverage.capabilities())
                .containsExactly(
                        new Served("edr.isolate-host", List.of("RES-002"), false, List.of(new Tool("edr-1", true))),
                        new Served("firewall.block-ip", List.of(), false, List.of(new Tool("edr-1", true))));
    }

    @Test
    void lacksAPolicyWhereNoneAsksForWhatServesTheFunction() {
        Coverage coverage = Coverage.of(
                CONTAIN,
                CAPABILITIES,
                Map.of("ticket.open", List.of("RES-003")),
                capability -> List.of(new Tool("edr-1", true)));

        assertThat(coverage.answer()).isEqualTo(Answer.NO_POLICY);
        assertThat(Coverage.of(
                                new Mandate(Criticality.LOW, MandatedFunction.VERIFY),
                                CAPABILITIES,
                                Map.of(),
                                capability -> List.of())
                        .answer())
                .isEqualTo(Answer.NO_POLICY);
    }

    @Test
    void lacksAConnectorWhereThePolicyAsksForAnotherCapabilityThanAHealthyToolProvides() {
        Map<String, List<String>> asking = Map.of("edr.isolate-host", List.of("RES-002"));

        assertThat(Coverage.of(
                                CONTAIN,
                                CAPABILITIES,
                                asking,
                                capability -> capability.equals("firewall.block-ip")
                                        ? List.of(new Tool("fw-1", true))
                                        : List.of())
                        .answer())
                .isEqualTo(Answer.NO_HEALTHY_CONNECTOR);
        assertThat(Coverage.of(CONTAIN, CAPABILITIES, asking, capability -> List.of(new Tool("edr-1", false)))
                        .answer())
                .isEqualTo(Answer.NO_HEALTHY_CONNECTOR);
    }

    @Test
    void needsNoConnectorForWhatPeopleDo() {
        Capability task = new Capability(
                "task.assign",
                "Ask somebody",
                TargetType.RECIPIENT,
                false,
                Duration.ofHours(1),
                Duration.ofHours(1),
                Optional.of(MandatedFunction.TICKET),
                true);
        Mandate ticket = new Mandate(Criticality.LOW, MandatedFunction.TICKET);

        assertThat(Coverage.of(
                                ticket,
                                List.of(task),
                                Map.of("task.assign", List.of("RES-046")),
                                capability -> List.of())
                        .answer())
                .isEqualTo(Answer.COVERED);
        assertThat(Coverage.of(ticket, List.of(task), Map.of(), capability -> List.of())
                        .answer())
                .isEqualTo(Answer.NO_POLICY);
    }

    private static Capability capability(String name, MandatedFunction function) {
        return new Capability(
                name,
                name,
                TargetType.HOST,
                true,
                Duration.ofHours(1),
                Duration.ofHours(1),
                Optional.of(function),
                false);
    }
}
