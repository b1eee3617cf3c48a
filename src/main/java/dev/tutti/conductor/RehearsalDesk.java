package dev.tutti.conductor;

import dev.tutti.decision.DecisionRecord;
import dev.tutti.decision.Firing;
import dev.tutti.decision.Ground;
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
     * @param conflict whether another report with this source id is known, of a source that does not revise what it sends
     * @param decision the headline of the decision record, such as {@code HELD}
     * @param actions what it would ask for
     * @param firings the rules that would fire, in their order
     */
    record Would(boolean duplicate, boolean conflict, String decision, List<Asked> actions, List<Fired> firings) {}

    /**
     * One action that it would ask for.
     *
     * @param joined whether the action is there already, and the report would be a further cause of it
     * @param ruling such as {@code HELD}
     */
    record Asked(String capability, String target, boolean joined, String ruling, List<Why> grounds) {

        static Asked of(DecisionRecord.Item item) {
            return new Asked(
                    item.capability(),
                    item.target(),
                    item.joined(),
                    item.ruling(),
                    item.grounds().stream().map(Why::of).toList());
        }
    }

    /** A reason of a ruling, one sentence about it, and the policies that gave it. */
    record Why(String reason, String text, List<String> policies) {

        static Why of(Ground ground) {
            return new Why(ground.reason(), ground.text(), ground.policies());
        }
    }

    /** A rule of a policy. */
    record Fired(String policy, String rule) {

        static Fired of(Firing firing) {
            return new Fired(firing.policyId(), firing.rule());
        }
    }
}
