package dev.tutti.engine;

import dev.tutti.decision.Action;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.DecisionRecord;
import dev.tutti.decision.Docket;
import dev.tutti.decision.Effects;
import dev.tutti.decision.Firing;
import dev.tutti.decision.Headline;
import dev.tutti.decision.Input;
import dev.tutti.decision.Refusal;
import dev.tutti.decision.Tallies;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Everything that one partition knows: its session, its docket, its clock. A deterministic machine: the same inputs at the
 * same places give the same conclusions, in the service, in a policy case and in a replay. No I/O, one thread.
 */
public final class Partition implements AutoCloseable {

    private final RuleBase ruleBase;
    private final Docket docket;
    private final Session session;
    private final LiveAlerts alerts;
    private final Tallies tallies;
    private final Set<String> doubtful = new LinkedHashSet<>();

    private long sequence;
    private long now = Long.MIN_VALUE;

    /** A partition that has heard nothing yet; see {@link Rebuild} for one that has. */
    public Partition(RuleBase ruleBase, Docket docket) {
        this(ruleBase, docket, new Tallies(ruleBase.tallies()));
    }

    Partition(RuleBase ruleBase, Docket docket, Tallies tallies) {
        this.ruleBase = ruleBase;
        this.docket = docket;
        this.session = new Session(ruleBase, docket.terms().partition());
        this.alerts = new LiveAlerts(ruleBase, session);
        this.tallies = tallies;
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

    /**
     * Whose fault it seems to be that a step takes so long. May be asked by another thread, while the one that is in the step
     * has this stack.
     */
    public Optional<String> suspect(StackTraceElement[] stack) {
        return ruleBase.suspect(stack).or(session::hoarder);
    }

    /** When something will be due without anybody saying anything; a {@link Input.Tick} belongs there. */
    public OptionalLong nextDue() {
        return LongStream.concat(
                        LongStream.concat(docket.nextDue().stream(), alerts.nextDue().stream()),
                        tallies.nextDue().stream())
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
        // Neither says anything new about what is judged, so what was committed before a restart stands.
        boolean restarted = input instanceof Input.HeardElsewhere
                || (input instanceof Input.RulesSwitched switched && switched.sameRules());
        Step step = new Step(docket, session, alerts, tallies, ruleBase.version(), sequence, now, restarted);
        doubtful.forEach(step.effects()::rule);
        Answer answer = step.take(input);
        if (!restarted) {
            doubtful.clear();
        }
        List<DecisionRecord> decisions =
                input instanceof Input.AlertReceived received ? List.of(step.decision(received)) : List.of();
        List<Action> changed = docket.settleChanged();
        return conclusion(
                input, step.effects(), step.firings(), decisions, changed, settled(answer, input, decisions, changed));
    }

    /**
     * Concludes without asking the rules, after they failed on this input twice. What the rules were not told of, only a
     * rebuild tells them: this partition is then to be closed and rebuilt.
     */
    public Conclusion setAside(Input input, long at) {
        now = at;
        sequence++;
        Effects effects = docket.begin(sequence, now);
        if (input instanceof Input.AlertReceived received) {
            DecisionRecord decision = new DecisionRecord(
                    received.alertId(), sequence, now, Headline.SET_ASIDE, ruleBase.version(), List.of());
            return conclusion(
                    input,
                    effects,
                    List.of(),
                    List.of(decision),
                    docket.settleChanged(),
                    new Answer.Decided(decision, received.conflict()));
        }
        Answer answer = withoutRules(input);
        return conclusion(new Input.SetAside(input), effects, List.of(), List.of(), docket.settleChanged(), answer);
    }

    /** What needs no rules follows; a person or an administrator hears that the rest does not. */
    private Answer withoutRules(Input input) {
        if (input instanceof Input.Tick) {
            docket.turnCalendar();
            docket.endings().expire();
            return new Answer.Noted();
        }
        if (input instanceof Input.OutcomeReported reported) {
            docket.endings().report(reported);
            return new Answer.Noted();
        }
        return new Answer.Refused(Refusal.SET_ASIDE);
    }

    private Conclusion conclusion(
            Input input,
            Effects effects,
            List<Firing> firings,
            List<DecisionRecord> decisions,
            List<Action> changed,
            Answer answer) {
        return new Conclusion(
                docket.terms().partition(),
                sequence,
                now,
                input,
                ruleBase.version(),
                firings,
                decisions,
                changed,
                effects.causes(),
                effects.transitions(),
                docket.drainDebits(),
                effects.orders(),
                tallies.drain(),
                effects.recorded(),
                answer,
                effects.findings());
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

    LiveAlerts alerts() {
        return alerts;
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
}
