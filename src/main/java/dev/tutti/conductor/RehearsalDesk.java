package dev.tutti.conductor;

import dev.tutti.decision.DecisionRecord;
import dev.tutti.decision.Firing;
import dev.tutti.fact.AlertReport;
import java.util.List;

/** Where it can be asked what would be decided; asking changes nothing. */
public interface RehearsalDesk {

    /** As many reports are rehearsed at once. */
    int MOST_REPORTS = 100;

    /**
     * Decides on the reports, one after the other, as if they arrived now, on a copy of what is known that is thrown away
     * after. Blocks while the copy is made; a second rehearsal meanwhile is turned away.
     *
     * @param reports at most {@link #MOST_REPORTS}
     */
    Rehearsal rehearse(List<AlertReport> reports);

    /** What came of asking. */
    sealed interface Rehearsal {

        /** One for each report, in order. */
        record Played(List<Would> reports) implements Rehearsal {}

        /** Nothing can be said now. */
        record TurnedAway(Reception.Busy busy) implements Rehearsal {}
    }

    /**
     * What would be decided on one report.
     *
     * @param duplicate whether this very report was decided before, so that the decision is the first one's headline only
     * @param conflict whether another report with this source id is known
     * @param firings the rules that would fire, in their order
     */
    record Would(boolean duplicate, boolean conflict, DecisionRecord decision, List<Firing> firings) {}
}
