package dev.tutti.engine;

import dev.tutti.decision.Firing;
import dev.tutti.decision.Identities;
import dev.tutti.fact.Event;
import dev.tutti.fact.Fact;
import dev.tutti.fact.Finding;
import dev.tutti.fact.Judgement;
import dev.tutti.fact.Proposal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drools.core.reteoo.TupleImpl;
import org.drools.core.rule.consequence.InternalMatch;
import org.drools.tms.LogicalDependency;
import org.drools.tms.agenda.TruthMaintenanceSystemInternalMatch;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.rule.Rule;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.AgendaEventListener;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectDeletedEvent;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.event.rule.RuleRuntimeEventListener;
import org.kie.api.runtime.rule.FactHandle;

/**
 * Listens to the engine and writes down what happened in a step: firings, proposals, and which requests were judged
 * differently. It also counts every change, since a correcting pass changes facts without firing.
 */
final class Recorder {

    /** A proposal that waits to be taken; repeated when its rule had fired on the same events before. */
    record Proposed(FactHandle handle, boolean repeated) {}

    private final String partition;
    private final String ruleSetVersion;
    private final Map<String, FactHandle> handles;
    private final RepeatGuard repeats = new RepeatGuard();
    private final Accumulations accumulations = new Accumulations();
    private final Map<String, Set<FactHandle>> judgements = new HashMap<>();
    private final Map<String, Set<FactHandle>> findings = new HashMap<>();
    private final Set<String> found = new TreeSet<>();
    private final List<Proposed> proposals = new ArrayList<>();
    private final List<String> concluded = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();

    private final Set<String> recorded = new HashSet<>();
    private final Map<Rule, Integer> fired = new HashMap<>();
    private final EventNeeds needs;
    private final IdentityHashMap<Rule, String> names = new IdentityHashMap<>();
    private boolean quiet;
    private boolean timePasses;
    private String revised = "";
    private boolean asksAnew;
    private @Nullable MatchedFacts matched;
    private String firingId = "";

    private List<Firing> firings = new ArrayList<>();
    private Set<String> judged = new TreeSet<>();
    private long sequence;
    private long at;
    private long changes;
    private boolean seen;
    private boolean repeated;
    private String lastRule = "none";
    private @Nullable Rule running;

    Recorder(String partition, String ruleSetVersion, Map<String, FactHandle> handles, EventNeeds needs) {
        this.partition = partition;
        this.ruleSetVersion = ruleSetVersion;
        this.handles = handles;
        this.needs = needs;
    }

    void begin(long inputSequence, long time) {
        begin(inputSequence, time, inputSequence != sequence || quiet, false);
    }

    /** Begins what was concluded before, of which nothing is written down. */
    void beginAgain(long inputSequence, long time) {
        begin(inputSequence, time, true, true);
    }

    /**
     * The input is about an alert that was heard of before; {@code ""} for none.
     *
     * @param again whether the alert may ask again for what it asked for
     */
    void revises(String alertId, boolean again) {
        revised = alertId;
        accumulations.hold(!alertId.isEmpty());
        asksAnew = again;
    }

    /** Whether what fires now fires because time has passed, and not because of an input. */
    void timePasses(boolean passing) {
        timePasses = passing;
    }

    private void begin(long inputSequence, long time, boolean anew, boolean relived) {
        quiet = relived;
        timePasses = false;
        if (anew) {
            recorded.clear();
            fired.clear();
        }
        running = null;
        sequence = inputSequence;
        at = time;
        firings = new ArrayList<>();
        judged = new TreeSet<>();
        repeats.forgetBefore(time);
    }

    List<Firing> firings() {
        return List.copyOf(firings);
    }

    Set<String> judged() {
        return judged;
    }

    long changes() {
        return changes;
    }

    String lastRule() {
        return lastRule;
    }

    /** The policy of the rule whose conclusion was being made when the engine threw. */
    Optional<String> running() {
        return Optional.ofNullable(running).map(Support::policyOf);
    }

    /** The policy of the rule that fired most often in this input. */
    Optional<String> busiest() {
        return fired.entrySet().stream()
                .max(Map.Entry.<Rule, Integer>comparingByValue()
                        .thenComparing(entry -> name(entry.getKey()), Comparator.reverseOrder()))
                .map(entry -> Support.policyOf(entry.getKey()));
    }

    Set<FactHandle> judgementsOn(String requestId) {
        return judgements.getOrDefault(requestId, Set.of());
    }

    Set<FactHandle> findings(String factId) {
        return findings.getOrDefault(factId, Set.of());
    }

    /** Not emptied by a new input: what a rebuild concludes again is compared by the first input after it. */
    Set<String> takeFound() {
        Set<String> taken = new TreeSet<>(found);
        found.clear();
        return taken;
    }

    List<Proposed> takeProposals() {
        List<Proposed> taken = List.copyOf(proposals);
        proposals.clear();
        return taken;
    }

    AgendaEventListener agendaListener() {
        return new DefaultAgendaEventListener() {
            @Override
            public void beforeMatchFired(BeforeMatchFiredEvent event) {
                changes++;
                Rule rule = event.getMatch().getRule();
                lastRule = rule.getName();
                running = rule;
                fired.merge(rule, 1, Integer::sum);
                concluded.clear();
                removed.clear();
                MatchedFacts facts = MatchedFacts.of(event.getMatch());
                matched = facts;
                if (!quiet) {
                    firingId = Identities.firing(partition, sequence, name(rule), facts.identity())
                            .toString();
                }
                seen = isSeen(rule, facts, (TupleImpl) event.getMatch());
                repeated = seen && !isAnew(facts);
            }

            @Override
            public void afterMatchFired(AfterMatchFiredEvent event) {
                running = null;
                noteSupported((InternalMatch) event.getMatch());
                // A correcting pass may fire a rule again on what it fired on before in this input.
                if (!quiet && !repeated && matched != null && recorded.add(firingId)) {
                    firings.add(firing(event.getMatch().getRule(), matched));
                }
            }
        };
    }

    /**
     * Whether the rule came to this before. When a window's end changed an accumulation, or a change of an alert that is counted
     * already, nothing new has happened.
     */
    private boolean isSeen(Rule rule, MatchedFacts facts, TupleImpl match) {
        if (facts.accumulated()) {
            boolean firedBefore = accumulations.fire(match);
            boolean nothingNew = timePasses || (!revised.isEmpty() && !asksAnew);
            return firedBefore && (nothingNew || recorded.contains(firingId));
        }
        return needs.looksBack(rule) && repeats.seen(name(rule), facts.eventIds(), at);
    }

    /** An alert that is graver than ever, or was over and is not, is something new once in its input. */
    private boolean isAnew(MatchedFacts facts) {
        return asksAnew && !timePasses && facts.eventIds().contains(revised) && !recorded.contains(firingId);
    }

    RuleRuntimeEventListener factListener() {
        return new DefaultRuleRuntimeEventListener() {
            @Override
            public void objectInserted(ObjectInsertedEvent event) {
                changes++;
                Fact fact = (Fact) event.getObject();
                if (event.getRule() != null) {
                    concluded.add(fact.factId());
                }
                if (fact instanceof Proposal proposal) {
                    // What is new about one alert is nothing new about another that it was matched with.
                    boolean known = repeated || (seen && !proposal.alertId().equals(revised));
                    proposals.add(new Proposed(event.getFactHandle(), known));
                } else if (fact instanceof Judgement judgement) {
                    judgements
                            .computeIfAbsent(judgement.request().id(), id -> new LinkedHashSet<>())
                            .add(event.getFactHandle());
                    judged.add(judgement.request().id());
                } else if (fact instanceof Finding) {
                    findings.computeIfAbsent(fact.factId(), id -> new LinkedHashSet<>())
                            .add(event.getFactHandle());
                    found.add(fact.factId());
                }
            }

            @Override
            public void objectDeleted(ObjectDeletedEvent event) {
                changes++;
                Fact fact = (Fact) event.getOldObject();
                if (event.getRule() != null) {
                    removed.add(fact.factId());
                }
                if (!(fact instanceof Event)) {
                    handles.remove(fact.factId(), event.getFactHandle());
                }
                if (fact instanceof Judgement judgement) {
                    forget(judgement.request().id(), event.getFactHandle());
                } else if (fact instanceof Finding) {
                    mended(fact.factId(), event.getFactHandle());
                } else if (fact instanceof Proposal) {
                    proposals.removeIf(proposed -> proposed.handle().equals(event.getFactHandle()));
                }
            }
        };
    }

    private void mended(String factId, FactHandle handle) {
        found.add(factId);
        Set<FactHandle> standing = findings.get(factId);
        if (standing != null && standing.remove(handle) && standing.isEmpty()) {
            findings.remove(factId);
        }
    }

    private void forget(String requestId, FactHandle handle) {
        judged.add(requestId);
        Set<FactHandle> standing = judgements.get(requestId);
        if (standing != null && standing.remove(handle) && standing.isEmpty()) {
            judgements.remove(requestId);
        }
    }

    /** A second rule that supports a standing fact inserts nothing; only its dependency shows what it concluded. */
    private void noteSupported(InternalMatch match) {
        if (match instanceof TruthMaintenanceSystemInternalMatch<?> justifier
                && justifier.getLogicalDependencies() != null) {
            for (LogicalDependency<?> dependency =
                            justifier.getLogicalDependencies().getFirst();
                    dependency != null;
                    dependency = dependency.getNext()) {
                if (dependency.getObject() instanceof Fact fact && !concluded.contains(fact.factId())) {
                    concluded.add(fact.factId());
                    if (fact instanceof Judgement judgement) {
                        judged.add(judgement.request().id());
                    } else if (fact instanceof Finding) {
                        found.add(fact.factId());
                    }
                }
            }
        }
    }

    private Firing firing(Rule rule, MatchedFacts facts) {
        return new Firing(
                firingId,
                sequence,
                at,
                rule.getName(),
                Support.policyOf(rule),
                ruleSetVersion,
                facts.factIds(),
                new TreeMap<>(facts.bindings()),
                List.copyOf(concluded),
                List.copyOf(removed));
    }

    /** Two policies may each have a rule of this name. */
    private String name(Rule rule) {
        return names.computeIfAbsent(rule, known -> Support.policyOf(known) + " " + known.getName());
    }
}
