package dev.tutti.approval;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tutti.decision.Action;
import dev.tutti.decision.ActionState;
import dev.tutti.decision.Ground;
import dev.tutti.decision.Requirement;
import dev.tutti.decision.Verdict;
import dev.tutti.decision.Vote;
import dev.tutti.fact.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An action as whoever acts on it sees it.
 *
 * @param digest what a vote has to name, so that nobody agrees to something else than they saw
 * @param leaseUntil when it ends by itself; left out where it does not
 * @param grounds why it is in this state
 * @param byPeople whether it is a task: people do it and settle it
 * @param results what was answered about it when it succeeded
 * @param requirements every approval due, and {@code open} those that are not met yet
 */
record ActionView(
        String id,
        String tenant,
        String capability,
        String target,
        Map<String, String> parameters,
        String service,
        String state,
        String proposer,
        String digest,
        Instant openedAt,
        Instant usefulUntil,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String leaseUntil,
        List<Ground> grounds,
        List<Requirement> requirements,
        List<Requirement> open,
        boolean byPeople,
        Map<String, String> results,
        List<Cast> votes) {

    /** One vote that was accepted. */
    record Cast(String person, Verdict verdict, String reason, Instant at) {

        static Cast of(Vote vote) {
            return new Cast(vote.person(), vote.verdict(), vote.reason(), Instant.ofEpochMilli(vote.at()));
        }
    }

    static ActionView of(Action action) {
        return new ActionView(
                action.id(),
                action.request().tenant(),
                action.request().capability(),
                action.request().target(),
                pairs(action.request().parameters()),
                action.request().service(),
                action.state().name().name(),
                action.request().proposer(),
                action.digest(),
                Instant.ofEpochMilli(action.openedAt()),
                Instant.ofEpochMilli(action.usefulUntil()),
                leaseUntil(action.state()),
                action.grounds(),
                action.requirements(),
                action.open(),
                action.byPeople(),
                pairs(action.results()),
                action.votes().stream().map(Cast::of).toList());
    }

    private static Map<String, String> pairs(List<Parameter> parameters) {
        Map<String, String> pairs = new TreeMap<>();
        parameters.forEach(parameter -> pairs.put(parameter.name(), parameter.value()));
        return pairs;
    }

    private static String leaseUntil(ActionState state) {
        return state instanceof ActionState.Succeeded succeeded && succeeded.leaseUntil() != Long.MAX_VALUE
                ? Instant.ofEpochMilli(succeeded.leaseUntil()).toString()
                : "";
    }
}
