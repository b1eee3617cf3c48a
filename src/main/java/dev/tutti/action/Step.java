package dev.tutti.action;

import dev.tutti.decision.Outcome;
import dev.tutti.fact.Parameter;
import java.util.List;

/** What is to be done next about an order. */
sealed interface Step {

    /** Call the tool, as an attempt of its own. */
    record Call() implements Step {}

    /** Ask the tool what became of the last attempt; then decide again. */
    record Ask() implements Step {}

    /** Ask the tool whether an earlier attempt took effect after all, since the last one failed for this reason. */
    record Confirm(String why) implements Step {}

    /** Nothing more can be found out or done; this is what became of it. */
    record Report(Outcome outcome, String detail, List<Parameter> results) implements Step {
        public Report {
            results = List.copyOf(results);
        }

        Report(Outcome outcome, String detail) {
            this(outcome, detail, List.of());
        }
    }
}
