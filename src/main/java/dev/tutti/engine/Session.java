package dev.tutti.engine;

import dev.tutti.decision.Judged;
import dev.tutti.decision.StandingFinding;
import dev.tutti.fact.ActionInForce;
import dev.tutti.fact.Alert;
import dev.tutti.fact.Event;
import dev.tutti.fact.Fact;
import dev.tutti.fact.Finding;
import dev.tutti.fact.Judgement;
import dev.tutti.fact.Passing;
import dev.tutti.fact.Proposal;
import dev.tutti.fact.Request;
import dev.tutti.fact.Tally;
import dev.tutti.policy.Phase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.drools.core.common.InternalWorkingMemory;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.api.time.SessionPseudoClock;

/**
 * The live facts of one partition and the rules over them. One thread, one input per step, a clock that only inputs move.
 *
 * <p>Any exception out of a step is an {@link EngineFailure}: the session is then inconsistent and must be closed.
 */
public final class Session implements AutoCloseable {

    /** More passes than this have never been seen to settle; three to four is usual. */
    private static final int MOST_PASSES = 10;

    /** What one phase may fire when memory is empty; each fact in memory adds one firing per rule. */
    private static final long FIRINGS_PER_PHASE = 1_000;

    private final KieSession session;
    private final SessionPseudoClock clock;
    private final InternalWorkingMemory engine;
    private final int rules;
    private final Recorder recorder;
    private final Culprits culprits;
    private final EventNeeds needs;
    private final List<Phase> phases;
    private final Map<String, FactHandle> handles = new HashMap<>();
    private final Map<String, FactHandle> alerts = new HashMap<>();
    private final Map<String, List<FactHandle>> replaceable = new HashMap<>();
    private final List<FactHandle> ofThisStep = new ArrayList<>();
    private final PriorityQueue<Alert> oldestFirst = new PriorityQueue<>(Comparator.comparingLong(Alert::effectiveAt));

    /** Opens an empty session; the partition's name becomes part of each firing's identity. */
    public Session(RuleBase ruleBase, String partition) {
        this.session = ruleBase.newSession();
        this.clock = session.getSessionClock();
        this.engine = (InternalWorkingMemory) session;
        this.rules = ruleBase.rules();
        this.culprits = ruleBase.culprits();
        this.needs = ruleBase.needs();
        this.phases = ruleBase.phases();
        this.recorder = new Recorder(partition, ruleBase.version(), handles, needs);
        session.addEventListener(recorder.agendaListener());
        session.addEventListener(recorder.factListener());
    }

    /**
     * Moves the clock, changes the facts, and repeats the five phases until a whole pass neither fires nor changes a fact.
     *
     * @param sequence place of the input in the journal
     * @param at milliseconds since the epoch; earlier than the clock means that the clock stays
     * @param removed identities of facts that end, that of an alert for all its events; unknown ones are passed over
     * @param stated facts that begin; one of the same identity is replaced
     */
    public Settled step(
            long sequence, long at, Collection<String> removed, Collection<? extends Fact> stated, RequestDesk desk) {
        recorder.begin(sequence, at);
        return run(sequence, at, removed, stated, desk);
    }

    /** The same for what was concluded before: what is proposed is thrown away, and no firing is written down. */
    void relive(long sequence, long at, Collection<String> removed, Collection<? extends Fact> stated) {
        recorder.beginAgain(sequence, at);
        run(sequence, at, removed, stated, proposal -> List.of());
    }

    /**
     * The input is about an alert that was heard of before; {@code ""} for none.
     *
     * @param anew whether the alert may ask again for what it asked for
     */
    void revises(String alertId, boolean anew) {
        recorder.revises(alertId, anew);
    }

    private Settled run(
            long sequence, long at, Collection<String> removed, Collection<? extends Fact> stated, RequestDesk desk) {
        try {
            int passes = letTimePass(at, desk);
            removed.forEach(this::remove);
            stated.forEach(this::state);
            passes += settle(desk);
            return new Settled(recorder.firings(), recorder.judged(), passes);
        } catch (EngineFailure e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            throw new EngineFailure(
                    "the engine threw at input " + sequence + ", last rule: " + recorder.lastRule(),
                    e,
                    culprits.behind(e).or(recorder::running));
        }
    }

    /** The judgements that stand on this request, in a stable order, each with the policies that support it. */
    public List<Judged> judgements(String requestId) {
        List<Judged> judged = new ArrayList<>();
        for (FactHandle handle : recorder.judgementsOn(requestId)) {
            judged.add(new Judged((Judgement) session.getObject(handle), Support.policies(handle)));
        }
        judged.sort(Comparator.comparing((Judged j) -> j.judgement().factId())
                .thenComparing(j -> j.judgement().text()));
        return judged;
    }

    /** The identities of the findings that came, went or gained a policy since this was asked last. */
    Set<String> takeFound() {
        return recorder.takeFound();
    }

    /** What stands of this finding. */
    List<StandingFinding> findings(String factId) {
        return recorder.findings(factId).stream()
                .map(handle -> new StandingFinding((Finding) session.getObject(handle), Support.policies(handle)))
                .toList();
    }

    /** The policy whose rules fired most often in this input, if any fired. */
    Optional<String> busiestPolicy() {
        return recorder.busiest();
    }

    /** The policy whose joins hold by far the most; may be asked by another thread. */
    Optional<String> hoarder() {
        try {
            return Hoards.largest(session);
        } catch (RuntimeException e) {
            return Optional.empty(); // the network changed under our eyes
        }
    }

    /** How many facts and events are in memory. */
    public long liveFacts() {
        return session.getFactCount();
    }

    @Override
    public void close() {
        session.dispose();
    }

    /**
     * First what time alone does, then what the input does: so a match that only a window's end changed is told from one that
     * a new event changed.
     */
    private int letTimePass(long at, RequestDesk desk) {
        clock.advanceTime(Math.max(0, at - clock.getCurrentTime()), TimeUnit.MILLISECONDS);
        forgetExpired();
        if (!engine.getAgenda().hasPendingPropagations()) {
            return 0;
        }
        recorder.timePasses(true);
        int passes = settle(desk);
        recorder.timePasses(false);
        return passes;
    }

    private int settle(RequestDesk desk) {
        for (int pass = 1; pass <= MOST_PASSES; pass++) {
            long before = recorder.changes();
            for (Phase phase : phases) {
                run(phase);
                if (phase == Phase.RESPOND) {
                    takeProposals(desk);
                }
            }
            if (recorder.changes() == before) {
                return pass;
            }
        }
        throw new EngineFailure(
                EngineFailure.Cause.NOT_SETTLED,
                "the rules did not come to rest in " + MOST_PASSES + " passes, last rule: " + recorder.lastRule(),
                recorder.busiest());
    }

    /** Gives the phase the focus even when it is empty: a group without focus keeps conclusions whose cause is gone. */
    private void run(Phase phase) {
        session.getAgenda().getAgendaGroup(phase.group()).setFocus();
        int most = mostFirings();
        if (session.fireAllRules(most) >= most) {
            throw new EngineFailure(
                    EngineFailure.Cause.FIRING_LIMIT,
                    most + " firings in the phase " + phase.group() + " and no end, last rule: " + recorder.lastRule(),
                    recorder.busiest());
        }
    }

    /**
     * A rule that feeds itself has to be stopped, and a freeze over thousands of waiting actions, or the first step after a
     * rebuild, must not: a fixed limit would make a partition fail for ever on an input that is only large.
     */
    private int mostFirings() {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, FIRINGS_PER_PHASE + rules * session.getFactCount()));
    }

    private void takeProposals(RequestDesk desk) {
        for (Recorder.Proposed proposed : recorder.takeProposals()) {
            Proposal proposal = (Proposal) session.getObject(proposed.handle());
            session.delete(proposed.handle());
            if (!proposed.repeated()) {
                for (Request request : desk.take(proposal)) {
                    state(request);
                }
            }
        }
    }

    private void state(Fact fact) {
        if (fact instanceof Alert alert) {
            if (replace(alerts.get(alert.id()), alert)) {
                alerts.put(alert.id(), session.insert(alert));
            }
        } else if (fact instanceof Passing passing) {
            ofThisStep.add(session.insert(passing));
        } else if (fact instanceof Event event) {
            session.insert(event); // it is never named by itself, so nothing has to find it
        } else if (replace(handles.get(fact.factId()), fact)) {
            handles.put(fact.factId(), session.insert(fact));
        }
    }

    /** Takes the present fact out; false when the new one is the same. */
    private boolean replace(@Nullable FactHandle present, Fact fact) {
        if (present == null) {
            return true;
        }
        Object before = session.getObject(present);
        if (fact.equals(before)) {
            return false;
        }
        if (fact instanceof Tally || fact instanceof ActionInForce) {
            // In place: what is concluded from it stays while it still matches, and nothing joined to that fires again.
            session.update(present, fact);
            return false;
        }
        if (before != null) {
            session.delete(present);
        }
        return true;
    }

    /** The engine lets events go without a word, so their handles are let go of here. */
    private void forgetExpired() {
        long now = clock.getCurrentTime();
        while (!oldestFirst.isEmpty() && oldestFirst.peek().effectiveAt() + EventLife.MILLIS < now) {
            Alert expired = oldestFirst.remove();
            alerts.computeIfPresent(
                    expired.id(),
                    (id, handle) ->
                            session.getObject(handle) instanceof Alert live && !live.equals(expired) ? handle : null);
            if (!alerts.containsKey(expired.id())) {
                replaceable.remove(expired.factId());
            }
        }
    }

    /** The alert of this id, while it is in memory. */
    Optional<Alert> alert(String id) {
        return Optional.ofNullable(alerts.get(id)).map(session::getObject).map(Alert.class::cast);
    }

    /**
     * Lets the events of one alert go when no rule may use any of them later; to be called after their step.
     *
     * @return the delays after which time alone may matter to those that stay; empty when they are gone
     */
    Optional<Set<Long>> keepOrLetGo(Collection<Event> events) {
        Set<Long> delays = new TreeSet<>();
        List<FactHandle> spent = new ArrayList<>();
        boolean kept = false;
        for (Event event : events) {
            FactHandle handle = session.getFactHandle(event);
            if (handle != null) {
                spent.add(handle);
                Optional<Set<Long>> later = needs.of(handle, event, engine);
                kept |= later.isPresent();
                later.ifPresent(delays::addAll);
            }
        }
        if (!kept) {
            spent.forEach(session::delete);
            engine.flushPropagations(); // else the next step would take this for the passing of time
        }
        for (Event event : events) {
            if (event instanceof Alert alert) {
                if (kept) {
                    oldestFirst.add(alert);
                } else {
                    alerts.remove(alert.id());
                }
            }
        }
        return kept ? Optional.of(delays) : Optional.empty();
    }

    /** The source of this alert may change it: its events, which stay, go together when it does. */
    void mayBeReplaced(Alert alert, Collection<Event> events) {
        replaceable.put(
                alert.factId(),
                events.stream()
                        .flatMap(event -> Stream.ofNullable(session.getFactHandle(event)))
                        .toList());
    }

    /** Lets go what is of this step only; nobody reacts to it later. */
    void forgetPassing() {
        if (!ofThisStep.isEmpty()) {
            ofThisStep.forEach(session::delete);
            ofThisStep.clear();
            engine.flushPropagations(); // else the next step would take this for the passing of time
        }
    }

    private void remove(String factId) {
        FactHandle handle = handles.get(factId);
        if (handle != null) {
            session.delete(handle);
        }
        for (FactHandle event : replaceable.getOrDefault(factId, List.of())) {
            if (session.getObject(event) instanceof Alert alert) {
                alerts.remove(alert.id());
            }
            if (session.getObject(event) != null) {
                session.delete(event); // some may have expired
            }
        }
        replaceable.remove(factId);
    }
}
