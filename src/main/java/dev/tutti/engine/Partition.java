package dev.tutti.engine;

import dev.tutti.decision.Action;
import dev.tutti.decision.ActionState;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.DecisionRecord;
import dev.tutti.decision.Docket;
import dev.tutti.decision.Effects;
import dev.tutti.decision.Firing;
import dev.tutti.decision.Headline;
import dev.tutti.decision.Input;
import dev.tutti.decision.Judged;
import dev.tutti.decision.Refusal;
import dev.tutti.fact.Alert;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Fact;
import dev.tutti.fact.Proposal;
import dev.tutti.fact.Request;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Everything that one partition knows: its session, its docket, its clock. A deterministic machine: the same inputs at the
 * same places give the same conclusions, in the service, in a policy case and in a replay. No I/O, one thread.
 */
public final class Partition implements AutoCloseable {

    /** Dispatching one action may change what stands on another; more rounds than this never settle. */
    private static final int MOST_ROUNDS = 50;

    private final RuleBase ruleBase;
    private final Docket docket;
    private final Session session;
    private final LiveAlerts alerts = new LiveAlerts();
    private final Set<String> doubtful = new LinkedHashSet<>();

    private long sequence;
    private long now = Long.MIN_VALUE;

    /** A partition that has heard nothing yet; see {@link Rebuild} for one that has. */
    public Partition(RuleBase ruleBase, Docket docket) {
        this.ruleBase = ruleBase;
        this.docket = docket;
        this.session = new Session(ruleBase, docket.terms().partition());
    }

    /** The place of the last input. */
    public long sequence() {
        return sequence;
    }

    /** The time of the last input, in milliseconds since the epoch. */
    public long now() {
        return now;
    }

    public Docket docket() {
        return docket;
    }

    /** How many facts and events are in memory. */
    public long liveFacts() {
        return session.liveFacts();
    }

    /** When something will be due without anybody saying anything; a {@link Input.Tick} belongs there. */
    public OptionalLong nextDue() {
        return LongStream.concat(docket.nextDue().stream(), alerts.nextDue().stream())
                .min();
    }

    /**
     * Takes the next input.
     *
     * @param at milliseconds since the epoch; not before the last input's
     * @throws EngineFailure when the engine broke a promise; this partition is then to be closed and rebuilt
     */
    public Conclusion apply(Input input, long at) {
        if (at < now) {
            throw new IllegalArgumentException("journal time never goes back");
        }
        now = at;
        sequence++;
        alerts.forgetBefore(now);
        Step step = new Step(docket.begin(sequence, now));
        boolean restarted = input instanceof Input.RulesSwitched switched && switched.sameRules();
        doubtful.forEach(step.effects::rule);
        step.keepingStored = restarted;
        Answer answer = step.take(input);
        if (!restarted) {
            doubtful.clear();
        }
        List<DecisionRecord> decisions =
                input instanceof Input.AlertReceived received ? List.of(step.decision(received)) : List.of();
        List<Action> changed = docket.settleChanged();
        return new Conclusion(
                docket.terms().partition(),
                sequence,
                now,
                input,
                ruleBase.version(),
                step.firings,
                decisions,
                changed,
                step.effects.causes(),
                step.effects.transitions(),
                docket.drainDebits(),
                step.effects.orders(),
                settled(answer, input, decisions, changed));
    }

    /**
     * Concludes that an alert could not be decided, without asking the rules; to be used after they failed on it twice.
     */
    public Conclusion setAside(Input.AlertReceived received, long at) {
        now = at;
        sequence++;
        docket.begin(sequence, now);
        DecisionRecord decision = new DecisionRecord(
                received.alertId(), sequence, now, Headline.SET_ASIDE, ruleBase.version(), List.of());
        return new Conclusion(
                docket.terms().partition(),
                sequence,
                now,
                received,
                ruleBase.version(),
                List.of(),
                List.of(decision),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Answer.Decided(decision, received.conflict()));
    }

    @Override
    public void close() {
        session.close();
    }

    Session session() {
        return session;
    }

    /** Goes on after the last committed input; what these actions' judgements came to differs from what was committed. */
    void continueFrom(long lastSequence, long lastTime, Collection<String> differing) {
        sequence = lastSequence;
        now = lastTime;
        alerts.forgetBefore(now);
        doubtful.addAll(differing);
    }

    /** The events of an alert that arrives at this time; what no rule matches is not inserted. */
    List<Fact> events(Alert alert, AlertReport report) {
        alerts.add(alert, ruleBase.eventDelays(), alert.receivedAt());
        List<Fact> events = new ArrayList<>();
        events.add(alert);
        if (ruleBase.matchesObserved()) {
            events.addAll(report.observed(alert));
        }
        return events;
    }

    /** The answer as things stand after everything else that the input led to. */
    private static Answer settled(Answer answer, Input input, List<DecisionRecord> decisions, List<Action> changed) {
        if (input instanceof Input.AlertReceived received) {
            return new Answer.Decided(decisions.get(0), received.conflict());
        }
        if (answer instanceof Answer.Granted granted) {
            return changed.stream()
                    .filter(action -> action.id().equals(granted.action().id()))
                    .findFirst()
                    .<Answer>map(action -> new Answer.Granted(action, granted.joined()))
                    .orElse(answer);
        }
        return answer;
    }

    /** One input on its way through. */
    private final class Step {

        private final Effects effects;
        private final List<Firing> firings = new ArrayList<>();
        private final Set<String> touched = new LinkedHashSet<>();
        private final Set<String> opened = new LinkedHashSet<>();
        private boolean keepingStored;

        Step(Effects effects) {
            this.effects = effects;
        }

        Answer take(Input input) {
            if (input instanceof Input.AlertReceived received) {
                Alert alert = received.report().arrive(received.alertId(), now);
                settle(events(alert, received.report()));
                return new Answer.Noted();
            }
            if (input instanceof Input.Tick) {
                docket.turnCalendar();
                settle(List.of());
                docket.expire();
                settle(List.of());
                return new Answer.Noted();
            }
            Answer answer = change(input);
            settle(List.of());
            return answer;
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
            } else if (input instanceof Input.OutcomeReported reported) {
                docket.report(reported);
            } else if (input instanceof Input.ContextStated stated) {
                docket.state(stated.fact());
            } else if (input instanceof Input.ContextEnded ended) {
                return docket.end(ended.factId());
            } else if (input instanceof Input.RulesSwitched switched && !switched.sameRules()) {
                docket.ruleWaiting();
            }
            return new Answer.Noted();
        }

        private Answer propose(Input.ActionProposed proposed) {
            if (!docket.terms().knows(proposed.capability())) {
                return new Answer.Refused(Refusal.UNKNOWN_CAPABILITY);
            }
            Proposal proposal = new Proposal("", proposed.capability(), proposed.target(), proposed.parameters());
            boolean joined = docket.sameAs(proposal, proposed.tenant()).isPresent();
            for (Request request : docket.take(proposal, proposed.tenant(), proposed.by(), "")) {
                effects.facts().state(request);
            }
            return docket.sameAs(proposal, proposed.tenant())
                    .<Answer>map(action -> new Answer.Granted(action, joined))
                    .orElseThrow();
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
                        .forEach(action -> docket.rule(action.id(), judgements(action)));
                if (effects.facts().isEmpty()) {
                    return;
                }
                stated = effects.facts().stated();
            }
            throw new EngineFailure(
                    EngineFailure.Cause.NOT_SETTLED,
                    "dispatching and judging did not come to rest at input " + sequence);
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
            String tenant = alerts.tenantOf(proposal.alertId(), docket.terms().partition());
            Set<String> before = new LinkedHashSet<>();
            docket.sameAs(proposal, tenant).ifPresent(action -> before.add(action.id()));
            List<Request> stated = docket.take(proposal, tenant, "", alerts.sourceOf(proposal.alertId()));
            docket.sameAs(proposal, tenant).ifPresent(action -> {
                if (!before.contains(action.id())) {
                    opened.add(action.id());
                }
                touched.add(action.id());
            });
            return stated;
        }

        DecisionRecord decision(Input.AlertReceived received) {
            List<DecisionRecord.Item> items = touched.stream()
                    .flatMap(id -> docket.find(id).stream())
                    .sorted()
                    .map(action -> item(action, !opened.contains(action.id())))
                    .toList();
            return DecisionRecord.of(received.alertId(), sequence, now, ruleBase.version(), items);
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
}
