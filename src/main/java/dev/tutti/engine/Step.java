package dev.tutti.engine;

import dev.tutti.decision.Action;
import dev.tutti.decision.ActionState;
import dev.tutti.decision.Answer;
import dev.tutti.decision.DecisionRecord;
import dev.tutti.decision.Docket;
import dev.tutti.decision.Effects;
import dev.tutti.decision.Firing;
import dev.tutti.decision.Headline;
import dev.tutti.decision.Input;
import dev.tutti.decision.Judged;
import dev.tutti.decision.OpenElsewhere;
import dev.tutti.decision.Origin;
import dev.tutti.decision.Refusal;
import dev.tutti.decision.Revision;
import dev.tutti.decision.Taken;
import dev.tutti.decision.Tallies;
import dev.tutti.fact.Alert;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Event;
import dev.tutti.fact.Fact;
import dev.tutti.fact.Proposal;
import dev.tutti.fact.Request;
import dev.tutti.fact.TallyNews;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One input on its way through a partition: what it changes, what rules make of that, and what becomes of the actions. */
final class Step {

    /** Dispatching one action may change what stands on another; more rounds than this never settle. */
    private static final int MOST_ROUNDS = 50;

    private final Docket docket;
    private final Session session;
    private final LiveAlerts alerts;
    private final Tallies tallies;
    private final String ruleSetVersion;
    private final long sequence;
    private final long now;
    private final boolean keepingStored;
    private final Effects effects;
    private final List<Firing> firings = new ArrayList<>();
    private final Set<String> touched = new LinkedHashSet<>();
    private final Set<String> opened = new LinkedHashSet<>();
    private final Map<String, DecisionRecord.Item> joinedElsewhere = new TreeMap<>();
    private final Map<String, DecisionRecord.Item> notAgain = new TreeMap<>();
    private String revised = "";
    private List<Revision.Asked> askedBefore = List.of();

    /**
     * Begins the step of this input.
     *
     * @param keepingStored whether a judgement that was committed stands beside what the session says, as after a restart
     */
    Step(
            Docket docket,
            Session session,
            LiveAlerts alerts,
            Tallies tallies,
            String ruleSetVersion,
            long sequence,
            long now,
            boolean keepingStored) {
        this.docket = docket;
        this.session = session;
        this.alerts = alerts;
        this.tallies = tallies;
        this.ruleSetVersion = ruleSetVersion;
        this.sequence = sequence;
        this.now = now;
        this.keepingStored = keepingStored;
        this.effects = docket.begin(sequence, now);
    }

    Effects effects() {
        return effects;
    }

    List<Firing> firings() {
        return firings;
    }

    Answer take(Input input) {
        Answer answer = follow(input);
        find(input);
        session.forgetPassing();
        session.revises("", false);
        return answer;
    }

    /** Compares the findings that may have changed; under other rules, which may be the rules of a new session, all. */
    private void find(Input input) {
        Set<String> found = session.takeFound();
        if (input instanceof Input.RulesSwitched) {
            found.addAll(docket.openFindings());
        }
        found.forEach(factId -> docket.find(factId, session.findings(factId)));
    }

    private Answer follow(Input input) {
        tallies.turn(now, effects.facts());
        if (input instanceof Input.AlertReceived received) {
            Alert alert = received.report().arrive(received.factId(), now);
            if (received.stale()) {
                settle(List.of());
            } else if (received.report().resolved()) {
                resolve(received, alert);
            } else {
                hear(received, alert);
            }
            return new Answer.Noted();
        }
        if (input instanceof Input.Tick) {
            docket.turnCalendar();
            settle(List.of());
            docket.endings().expire();
            settle(List.of());
            return new Answer.Noted();
        }
        Answer answer = change(input);
        settle(List.of());
        return answer;
    }

    private void hear(Input.AlertReceived received, Alert alert) {
        Collection<TallyNews> news = List.of();
        if (received.update().isPresent()) {
            revise(received.update().get(), received.report(), alert);
        } else {
            docket.hear(alert.id());
            // Before its own rules run, so that an alert sees a count which includes itself.
            news = tallies.count(alert, effects.facts());
        }
        Collection<Event> events = alerts.enter(alert, received.report());
        settle(alerts.withNews(events, news));
        alerts.settle(alert, received.report(), events);
    }

    /** The alert is there already, and counted: what it was goes, and it asks for nothing a second time. */
    private void revise(Revision revision, AlertReport report, Alert alert) {
        boolean raised = revision.raises(report);
        revised = alert.id();
        askedBefore = raised ? List.of() : revision.asked();
        session.revises(alert.id(), raised || revision.reopens());
        effects.facts().remove(alert.factId());
        docket.change(alert.id(), Origin.of(alert));
    }

    /** It leaves memory, and what waits for nothing else with it; what that means to others, their rules say. */
    private void resolve(Input.AlertReceived received, Alert alert) {
        revised = alert.id();
        session.revises(alert.id(), false);
        effects.facts().remove(alert.factId());
        List<String> shared = received.update().stream()
                .flatMap(revision -> revision.asked().stream())
                .filter(Revision.Asked::shared)
                .map(Revision.Asked::actionId)
                .toList();
        docket.resolve(alert.id(), Origin.of(alert), shared).forEach(withdrawn -> touched.add(withdrawn.id()));
        settle(List.of());
    }

    private Answer change(Input input) {
        if (input instanceof Input.ActionProposed proposed) {
            return propose(proposed);
        } else if (input instanceof Input.VoteCast cast) {
            return docket.wishes().vote(cast);
        } else if (input instanceof Input.WithdrawalAsked asked) {
            return docket.wishes().withdraw(asked);
        } else if (input instanceof Input.UndoAsked asked) {
            return docket.wishes().undo(asked);
        } else if (input instanceof Input.SettlementGiven given) {
            return docket.wishes().settle(given);
        } else if (input instanceof Input.RenewalAsked asked) {
            return docket.wishes().renew(asked);
        } else if (input instanceof Input.GlassBroken broken) {
            return docket.wishes().breakGlass(broken);
        } else if (input instanceof Input.ReviewClosed closed) {
            return docket.closeReview(closed);
        } else if (input instanceof Input.OutcomeReported reported) {
            docket.endings().report(reported);
        } else if (input instanceof Input.ContextStated stated) {
            docket.state(stated.fact());
        } else if (input instanceof Input.ContextEnded ended) {
            return docket.end(ended.factId());
        } else if (input instanceof Input.HeardElsewhere heard) {
            docket.hear(heard);
        } else if (input instanceof Input.RulesSwitched switched) {
            tallies.begin(sequence);
            if (!switched.sameRules()) {
                docket.switchRules();
            }
        } else if (input instanceof Input.FindingClosed closed) {
            return docket.close(closed);
        } else if (input instanceof Input.RemovalProposed proposed) {
            return docket.propose(proposed);
        } else if (input instanceof Input.RemovalAnswered answered) {
            return docket.answer(answered);
        } else if (input instanceof Input.PolicyQuarantined quarantined) {
            docket.warn(quarantined);
        }
        return new Answer.Noted();
    }

    private Answer propose(Input.ActionProposed proposed) {
        if (!docket.terms().knows(proposed.capability())) {
            return new Answer.Refused(Refusal.UNKNOWN_CAPABILITY);
        }
        Proposal proposal = new Proposal("", proposed.capability(), proposed.target(), proposed.parameters());
        Optional<OpenElsewhere> elsewhere = docket.proposals().elsewhere(proposal, proposed.tenant());
        if (elsewhere.isPresent()) {
            return new Answer.UnderWayElsewhere(elsewhere.get());
        }
        Taken taken =
                docket.proposals().take(proposal, proposed.tenant(), proposed.by(), Origin.none(proposed.tenant()));
        taken.stated().forEach(effects.facts()::state);
        return new Answer.Granted(taken.action(), taken.joined());
    }

    /** Lets rules run and rules on what they judged, until neither changes the facts any more. */
    private void settle(Collection<? extends Fact> events) {
        List<Fact> stated = new ArrayList<>(effects.facts().stated());
        stated.addAll(events);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Collection<String> removed = effects.facts().removed();
            effects.facts().clear();
            Settled settled = session.step(sequence, now, removed, stated, this::request);
            firings.addAll(settled.firings());
            settled.judged().forEach(effects::rule);
            effects.takeUnruled().stream()
                    .flatMap(id -> docket.find(id).stream())
                    .sorted()
                    .forEach(action -> docket.rulings().rule(action.id(), judgements(action)));
            docket.rulings().together();
            if (effects.facts().isEmpty()) {
                return;
            }
            stated = effects.facts().stated();
        }
        throw new EngineFailure(
                EngineFailure.Cause.NOT_SETTLED,
                "dispatching and judging did not come to rest at input " + sequence,
                session.busiestPolicy());
    }

    /** After a restart the stricter judgement stands: what was committed, and what the rebuilt session adds to it. */
    private List<Judged> judgements(Action action) {
        List<Judged> standing = session.judgements(action.id());
        if (!keepingStored) {
            return standing;
        }
        Set<Judged> all = new LinkedHashSet<>(action.judged());
        all.addAll(standing);
        return List.copyOf(all);
    }

    private List<Request> request(Proposal proposal) {
        Origin origin = origin(proposal.alertId());
        Optional<OpenElsewhere> elsewhere = docket.proposals().elsewhere(proposal, origin.tenant());
        if (elsewhere.isPresent()) {
            joinedElsewhere.put(elsewhere.get().actionId(), docket.proposals().join(elsewhere.get(), proposal, origin));
            return List.of();
        }
        if (proposal.alertId().equals(revised)) {
            Optional<DecisionRecord.Item> before =
                    docket.proposals().askedBefore(proposal, origin.tenant(), askedBefore);
            if (before.isPresent()) {
                notAgain.put(before.get().actionId(), before.get());
                return List.of();
            }
        }
        Taken taken = docket.proposals().take(proposal, origin.tenant(), "", origin);
        if (!taken.joined()) {
            opened.add(taken.action().id());
        }
        touched.add(taken.action().id());
        return taken.stated();
    }

    /** The next step of a sequence may come when the alert that began it has long left memory. */
    private Origin origin(String alertId) {
        return alerts.originOf(alertId)
                .or(() -> docket.originOf(alertId))
                .orElseGet(() -> Origin.none(Docket.OWN_TENANT));
    }

    DecisionRecord decision(Input.AlertReceived received) {
        List<DecisionRecord.Item> items = new ArrayList<>(touched.stream()
                .flatMap(id -> docket.find(id).stream())
                .sorted()
                .map(action -> item(action, !opened.contains(action.id())))
                .toList());
        items.addAll(joinedElsewhere.values());
        items.addAll(notAgain.values());
        if (received.stale() || received.report().resolved()) {
            Headline headline = received.stale() ? Headline.STALE : Headline.RESOLVED;
            return new DecisionRecord(received.alertId(), sequence, now, headline, ruleSetVersion, items);
        }
        return DecisionRecord.of(received.alertId(), sequence, now, ruleSetVersion, items);
    }

    private DecisionRecord.Item item(Action action, boolean joined) {
        return new DecisionRecord.Item(
                action.id(),
                action.request().capability(),
                action.request().target(),
                joined,
                ruling(action.state()),
                action.grounds(),
                action.open());
    }

    private static String ruling(ActionState state) {
        return switch (state.name()) {
            case HELD -> "HELD";
            case AWAITING_APPROVAL -> "ASKED";
            case DENIED -> "DENIED";
            case DISPATCHED -> "PERMITTED";
            default -> state.name().name();
        };
    }
}
