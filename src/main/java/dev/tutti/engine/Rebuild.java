package dev.tutti.engine;

import dev.tutti.decision.Action;
import dev.tutti.decision.ActionState;
import dev.tutti.decision.Cause;
import dev.tutti.decision.Docket;
import dev.tutti.decision.Effects;
import dev.tutti.decision.Input;
import dev.tutti.decision.Tallies;
import dev.tutti.fact.Alert;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Context;
import dev.tutti.fact.Event;
import dev.tutti.fact.Fact;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Brings a partition back to where its journal ends, without deciding anything again: context and open actions are stated
 * as committed, the events that may still be in memory are inserted again with what they propose discarded, and one
 * judging pass runs at the journal's last time.
 */
public final class Rebuild {

    /** An alert with the time at which it was heard. */
    public record Heard(long at, Input.AlertReceived received) {}

    private Rebuild() {}

    /**
     * Returns the partition that a further input may be applied to.
     *
     * @param docket empty, with the terms that hold now
     * @param tallies with what was committed of them
     * @param alerts those whose events may still be in memory, in the order of the journal; read once, one at a time
     * @param progress told how many of them are done
     */
    public static Partition of(
            RuleBase ruleBase,
            Docket docket,
            Tallies tallies,
            long sequence,
            long at,
            Collection<Context> context,
            Collection<Action> actions,
            Map<String, List<Cause>> causes,
            Iterable<Heard> alerts,
            LongConsumer progress) {
        Partition partition = new Partition(ruleBase, docket, tallies);
        if (sequence == 0) {
            return partition;
        }
        try {
            Effects effects = docket.begin(sequence, at);
            context.forEach(docket::state);
            tallies.turn(at, effects.facts());
            tallies.stateAll(effects.facts());
            actions.forEach(
                    action -> docket.restore(action, causes.getOrDefault(action.id(), List.of()), effects.facts()));
            Session session = partition.session();
            Collection<Fact> stated = List.copyOf(effects.facts().stated());
            long done = 0;
            for (Heard heard : alerts) {
                if (done == 0) {
                    session.relive(sequence, heard.at(), List.of(), stated);
                }
                relive(partition, sequence, heard);
                progress.accept(++done);
            }
            session.relive(sequence, at, List.of(), done == 0 ? stated : List.of());
            effects.takeUnruled();
            List<String> differing = actions.stream()
                    .filter(action -> action.state() instanceof ActionState.Undispatched)
                    .filter(action -> !action.judged().equals(session.judgements(action.id())))
                    .map(Action::id)
                    .toList();
            partition.continueFrom(sequence, at, differing);
            return partition;
        } catch (RuntimeException | Error e) {
            partition.close(); // the rule base holds on to every session that is open, with all its facts
            throw e;
        }
    }

    /** The events of the report in the place of those of the report before; of one that is over or stale, none. */
    private static void relive(Partition partition, long sequence, Heard heard) {
        Input.AlertReceived received = heard.received();
        if (received.stale()) {
            return;
        }
        AlertReport report = received.report();
        Alert alert = report.arrive(received.factId(), heard.at());
        Collection<Event> events =
                report.resolved() ? List.of() : partition.alerts().enter(alert, report);
        Collection<String> former = received.update().isPresent() ? List.of(alert.factId()) : List.of();
        partition.session().relive(sequence, heard.at(), former, events);
        if (!events.isEmpty()) {
            partition.alerts().settle(alert, report, events);
        }
    }
}
