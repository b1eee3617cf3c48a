package dev.tutti.engine;

import dev.tutti.fact.Concept;
import dev.tutti.fact.Event;
import dev.tutti.fact.Fact;
import dev.tutti.fact.Judgement;
import dev.tutti.fact.Passing;
import dev.tutti.fact.Proposal;
import dev.tutti.fact.Request;
import dev.tutti.policy.Finding;
import dev.tutti.policy.Phase;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The half of {@code tutti lint} that reads rules as the engine does: the layers, and the ban on events in judging
 * rules. What a single rule may look like is checked by {@link RuleForm}.
 *
 * <p>A judgement that an event supports would be withdrawn when the event expires, and the action that it restrained
 * would go out. So a judging rule matches only what lives as long as the request.
 */
public final class DrlLint {

    private final RuleSet ruleSet;
    private final List<Finding> findings = new ArrayList<>();
    private final List<RuleShape> shapes = new ArrayList<>();
    private final Map<String, Phase> phases;

    private DrlLint(RuleSet ruleSet) {
        this.ruleSet = ruleSet;
        this.phases = ruleSet.policies().stream().collect(Collectors.toMap(Policy::id, Policy::phase, (a, b) -> a));
    }

    /** All findings, in the order of files and lines. */
    public static List<Finding> check(RuleSet ruleSet) {
        return new DrlLint(ruleSet).run();
    }

    private List<Finding> run() {
        for (Policy policy : ruleSet.policies()) {
            shapes.addAll(RuleShapes.read(policy, findings));
            RuleForm.check(policy, findings);
            TallyUse.check(policy, ruleSet, findings);
        }
        Set<String> perishable = perishableConcepts();
        for (RuleShape shape : shapes) {
            checkLayers(shape, perishable);
        }
        return findings;
    }

    private void checkLayers(RuleShape shape, Set<String> perishable) {
        Phase phase = phaseOf(shape);
        boolean judging = phase.compareTo(Phase.COORDINATE) >= 0;
        for (String type : shape.concluded()) {
            if (type.equals(dev.tutti.fact.Finding.class.getSimpleName()) && hangsOnAnEvent(shape, perishable)) {
                complain(
                        shape,
                        "a finding that hangs on an event would close when the event expires, mended or not; conclude it"
                                + " over context, tallies or concepts over those");
            }
            if (!mayConclude(phase, type)) {
                complain(
                        shape, "the phase " + phase.group() + " concludes " + whatItConcludes(phase) + ", not " + type);
            }
        }
        for (String type : shape.matched()) {
            if (judging && (is(type, Event.class) || perishable.contains(type))) {
                complain(
                        shape,
                        "a judging rule may not match " + type
                                + (is(type, Event.class) ? ", an event" : ", which an event supports")
                                + ": the judgement would end when the event expires; match ActionRequested, ActionCause,"
                                + " context, tallies or concepts over those");
            } else if (phase == Phase.ENRICH && is(type, Passing.class)) {
                complain(shape, "a concept may not match " + type + ", which is gone after its step; respond to it");
            } else if (!mayMatch(phase, type)) {
                complain(
                        shape,
                        "the phase " + phase.group() + " may not match " + type + ", which a later phase concludes");
            }
        }
        if (judging && !shape.matches("ActionRequested")) {
            complain(shape, "a judging rule judges a request: its first pattern is ActionRequested");
        }
    }

    private boolean mayConclude(Phase phase, String type) {
        return switch (phase) {
            case ENRICH -> is(type, Concept.class);
            case RESPOND -> is(type, Proposal.class);
            case COORDINATE, TIME, MODERATE -> is(type, Judgement.class);
        };
    }

    private static String whatItConcludes(Phase phase) {
        return switch (phase) {
            case ENRICH -> "concepts";
            case RESPOND -> "proposals";
            case COORDINATE, TIME, MODERATE -> "judgements";
        };
    }

    private boolean mayMatch(Phase phase, String type) {
        if (is(type, Proposal.class)) {
            return phase == Phase.RESPOND;
        }
        if (is(type, Request.class)) {
            return phase.compareTo(Phase.COORDINATE) >= 0;
        }
        if (is(type, Judgement.class)) {
            return phase.compareTo(Phase.COORDINATE) >= 0
                    && concluding(type).allMatch(shape -> phaseOf(shape).compareTo(phase) <= 0);
        }
        return true;
    }

    /** Concepts that stand only as long as an event does, by their own rule or by a concept that it matches. */
    private Set<String> perishableConcepts() {
        Set<String> perishable = new TreeSet<>();
        boolean grew = true;
        while (grew) {
            grew = false;
            for (RuleShape shape : shapes) {
                boolean supported =
                        shape.matched().stream().anyMatch(t -> is(t, Event.class) || perishable.contains(t));
                if (supported && phaseOf(shape) == Phase.ENRICH) {
                    grew |= perishable.addAll(shape.concluded());
                }
            }
        }
        return perishable;
    }

    private static boolean hangsOnAnEvent(RuleShape shape, Set<String> perishable) {
        return shape.matched().stream().anyMatch(type -> is(type, Event.class) || perishable.contains(type));
    }

    private java.util.stream.Stream<RuleShape> concluding(String type) {
        return shapes.stream().filter(shape -> shape.concluded().contains(type));
    }

    private Phase phaseOf(RuleShape shape) {
        return Optional.ofNullable(phases.get(shape.policyId())).orElse(Phase.ENRICH);
    }

    private void complain(RuleShape shape, String message) {
        findings.add(new Finding(shape.file(), shape.line(), 1, "rule \"" + shape.name() + "\": " + message));
    }

    private static boolean is(String type, Class<? extends Fact> family) {
        return FactTypes.find(type).filter(family::isAssignableFrom).isPresent();
    }
}
