package dev.tutti.action;

import dev.tutti.fact.Capability;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Mandate;
import dev.tutti.fact.MandatedFunction;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What stands behind one mandate: services of this tier must have this function.
 *
 * @param capabilities all that serve the function, whether or not anything stands behind them
 */
record Coverage(Criticality criticality, MandatedFunction function, Answer answer, List<Served> capabilities) {

    /** Whether the mandate is met. */
    @Schema(name = "CoverageAnswer")
    enum Answer {
        /** A policy asks for a capability that a healthy connector provides, or that people do. */
        COVERED,
        /** No policy in force asks for anything that serves the function. */
        NO_POLICY,
        /** Policies ask, and nothing that is called now provides it. */
        NO_HEALTHY_CONNECTOR
    }

    /**
     * One capability that serves the function.
     *
     * @param policies ids of the policies in force that ask for it
     * @param byPeople whether people do it, who need no connector
     */
    record Served(String capability, List<String> policies, boolean byPeople, List<Tool> connectors) {

        private boolean provided() {
            return byPeople || connectors.stream().anyMatch(Tool::healthy);
        }
    }

    /**
     * One tool that provides a capability.
     *
     * @param healthy whether it is called now
     */
    record Tool(String instance, boolean healthy) {}

    /**
     * Answers for one mandate.
     *
     * @param asking the policies in force that ask for each capability
     */
    static Coverage of(
            Mandate mandate,
            Collection<Capability> capabilities,
            Map<String, List<String>> asking,
            Function<String, List<Tool>> tools) {
        List<Served> served = capabilities.stream()
                .filter(capability -> capability.function().equals(Optional.of(mandate.function())))
                .sorted(Comparator.comparing(Capability::name))
                .map(capability -> new Served(
                        capability.name(),
                        asking.getOrDefault(capability.name(), List.of()),
                        capability.byPeople(),
                        tools.apply(capability.name())))
                .toList();
        return new Coverage(mandate.criticality(), mandate.function(), answer(served), served);
    }

    private static Answer answer(List<Served> served) {
        List<Served> asked =
                served.stream().filter(each -> !each.policies().isEmpty()).toList();
        if (asked.isEmpty()) {
            return Answer.NO_POLICY;
        }
        return asked.stream().anyMatch(Served::provided) ? Answer.COVERED : Answer.NO_HEALTHY_CONNECTOR;
    }
}
