package dev.tutti.replay;

import dev.tutti.decision.Action;
import dev.tutti.decision.ActionState;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import dev.tutti.decision.Revisions;
import dev.tutti.engine.EngineFailure;
import dev.tutti.engine.Partition;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One case on its way through a partition. */
final class CaseRun {

    /** In whose name a case states what is so. */
    private static final String TELLER = "case";

    /** What no action is called; whoever speaks of an action that is not there hears so. */
    private static final String NO_ACTION = "";

    /** What no proposal about the no-touch list is called, likewise. */
    private static final String NO_REMOVAL = "";

    /** What a case calls the change of the no-touch list where it expects that it is refused. */
    private static final String REMOVE = "no-touch.remove";

    private static final int MOST_TICKS = 100_000;

    private final PolicyCase policyCase;
    private final Partition partition;
    private final Watch watch = new Watch();
    private final Story story = new Story();
    private final Revisions revisions = new Revisions(Map.of());
    private final Map<String, String> removals = new TreeMap<>();
    private int ticks;

    /** While the sample estate is stated, one fact after the other, much is found that is mended a moment later. */
    private boolean preparing = true;

    CaseRun(PolicyCase policyCase, Partition partition) {
        this.policyCase = policyCase;
        this.partition = partition;
    }

    CaseResult play(List<Context> estate) {
        Instant begin = policyCase.begin();
        try {
            estate.forEach(fact -> say(new Input.ContextStated(fact, TELLER), begin));
            preparing = false;
            policyCase.given().forEach(this::take);
            workOff(policyCase.end());
        } catch (EngineFailure failure) {
            return halted(policyCase, begin, "the rules brought the engine to a halt: " + failure.getMessage());
        }
        return new CaseResult(policyCase, differences());
    }

    /** The result of a case that could not be played to its end. */
    static CaseResult halted(PolicyCase policyCase, Instant at, String why) {
        return new CaseResult(policyCase, List.of(new Difference(at, List.of(), List.of(), List.of(why), List.of())));
    }

    private void take(Step step) {
        workOff(step.at());
        Given given = step.given();
        if (given instanceof Given.Stated stated) {
            say(new Input.ContextStated(stated.fact(), TELLER), step.at());
        } else if (given instanceof Given.Ended ended) {
            endOf(ended.factId(), new Input.ContextEnded(ended.factId(), TELLER), step.at());
        } else if (given instanceof Given.Closed closed) {
            endOf(closed.factId(), new Input.FindingClosed(closed.factId(), closed.by(), closed.reason()), step.at());
        } else if (given instanceof Given.RemovalProposed removal) {
            removals.put(removal.entry(), removal.id());
            ofTheList(
                    removal.entry(),
                    removal.by(),
                    new Input.RemovalProposed(removal.id(), removal.entry(), removal.by(), removal.reason(), 0),
                    step.at());
        } else if (given instanceof Given.RemovalAnswered answered) {
            String id = removals.getOrDefault(answered.entry(), NO_REMOVAL);
            ofTheList(
                    answered.entry(),
                    answered.by(),
                    new Input.RemovalAnswered(id, answered.by(), answered.verdict(), answered.reason()),
                    step.at());
        } else if (given instanceof Given.Reported reported) {
            say(received(reported.report()), step.at());
        } else if (given instanceof Given.CameTo outcome) {
            report(outcome, step.at());
        } else if (given instanceof Given.Wish wish) {
            Conclusion conclusion = say(input(wish), step.at());
            if (conclusion.answer() instanceof Answer.Refused refused) {
                story.add(List.of(refused(wish, refused, step.at())));
            }
        }
    }

    /** Every alert of a case is one that its source may send again; it is named after its step, as its digest is. */
    private Input.AlertReceived received(AlertReport report) {
        return revisions
                .of(report)
                .map(revision -> new Input.AlertReceived(report.digest(), report, false, revision))
                .orElseGet(() -> new Input.AlertReceived(report.digest(), report, false));
    }

    private void endOf(String factId, Input input, Instant at) {
        Conclusion conclusion = say(input, at);
        if (conclusion.answer() instanceof Answer.Refused) {
            SortedMap<String, String> details = new TreeMap<>();
            details.put("target", factId);
            story.add(List.of(new Happening(at, What.NOTHING_TO_END, details, List.of())));
        }
    }

    /** What is refused about an entry of the no-touch list is told like the refusal of an action. */
    private void ofTheList(String entry, String by, Input input, Instant at) {
        if (say(input, at).answer() instanceof Answer.Refused refused) {
            SortedMap<String, String> details = details(REMOVE, entry);
            details.put("by", by);
            details.put("because", refused.refusal().name());
            story.add(List.of(new Happening(at, What.REFUSED, details, List.of())));
        }
    }

    /** Everything that is due until then, one due time at a time. */
    private void workOff(Instant until) {
        for (OptionalLong due = partition.nextDue();
                due.isPresent() && due.getAsLong() <= until.toEpochMilli();
                due = partition.nextDue()) {
            if (++ticks > MOST_TICKS) {
                throw new IllegalStateException(
                        policyCase.path() + " lets more than " + MOST_TICKS + " things fall due");
            }
            say(new Input.Tick(), Instant.ofEpochMilli(Math.max(due.getAsLong(), partition.now())));
        }
    }

    private Conclusion say(Input input, Instant at) {
        Conclusion conclusion = partition.apply(input, at.toEpochMilli());
        revisions.follow(conclusion);
        story.add(conclusion);
        story.add(watch.observe(conclusion).stream().filter(this::belongs).toList());
        return conclusion;
    }

    /** Findings of other policies are no business of a case that expects none. */
    private boolean belongs(Happening happening) {
        return !happening.what().finding() || (!preparing && isExpectedOrOwn(happening));
    }

    private boolean isExpectedOrOwn(Happening happening) {
        return happening.policies().contains(policyCase.policy().id())
                || policyCase.expected().stream()
                        .anyMatch(expectation -> expectation.what().finding());
    }

    private Input input(Given.Wish wish) {
        if (wish instanceof Given.Proposed proposed) {
            return new Input.ActionProposed(
                    proposed.by(), Step.TENANT, proposed.action(), proposed.target(), proposed.parameters(), "");
        } else if (wish instanceof Given.Voted voted) {
            Optional<Action> action = meant(wish, ActionState::waiting);
            return new Input.VoteCast(
                    id(action),
                    voted.by(),
                    voted.verdict(),
                    voted.reason(),
                    action.map(Action::digest).orElse(""));
        } else if (wish instanceof Given.TakenBack back) {
            return new Input.WithdrawalAsked(id(meant(wish, ActionState::waiting)), back.by(), back.reason());
        } else if (wish instanceof Given.Renewed renewed) {
            return new Input.RenewalAsked(id(meant(wish, ActionState::inForce)), renewed.by(), renewed.reason());
        } else if (wish instanceof Given.GlassBroken broken) {
            Optional<Action> action = meant(wish, ActionState::waiting);
            return new Input.GlassBroken(
                    id(action),
                    broken.by(),
                    broken.reason(),
                    action.map(Action::digest).orElse(""));
        } else if (wish instanceof Given.Reviewed reviewed) {
            return new Input.ReviewClosed(id(meant(wish, ActionState::open)), reviewed.by(), reviewed.reason());
        } else if (wish instanceof Given.UndoWanted undo) {
            return new Input.UndoAsked(id(meant(wish, ActionState::inForce)), undo.by(), undo.reason());
        }
        throw new IllegalArgumentException("nobody can wish for " + wish);
    }

    private void report(Given.CameTo outcome, Instant at) {
        Optional<Action> action = watch.find(outcome.action(), outcome.target(), CaseRun::attempted);
        if (action.map(Action::state).filter(CaseRun::attempted).isEmpty()) {
            SortedMap<String, String> details = details(outcome.action(), outcome.target());
            details.put("result", outcome.result().name());
            story.add(List.of(new Happening(at, What.NOTHING_TO_REPORT, details, List.of())));
            return;
        }
        if (action.get().byPeople()) {
            boolean done = outcome.result() == Outcome.SUCCEEDED;
            say(new Input.SettlementGiven(id(action), TELLER, done, "", outcome.results()), at);
            return;
        }
        Operation operation = action.get().state() instanceof ActionState.Undoing ? Operation.UNDO : Operation.DO;
        say(new Input.OutcomeReported(id(action), operation, outcome.result(), "", 0, outcome.results()), at);
    }

    private static boolean attempted(ActionState state) {
        return state instanceof ActionState.Dispatched || state instanceof ActionState.Undoing;
    }

    private Optional<Action> meant(Given.Wish wish, Predicate<ActionState> inState) {
        return watch.find(wish.action(), wish.target(), inState);
    }

    private static String id(Optional<Action> action) {
        return action.map(Action::id).orElse(NO_ACTION);
    }

    private static Happening refused(Given.Wish wish, Answer.Refused refused, Instant at) {
        SortedMap<String, String> details = details(wish.action(), wish.target());
        details.put("by", wish.by());
        details.put("because", refused.refusal().name());
        return new Happening(at, What.REFUSED, details, List.of());
    }

    private static SortedMap<String, String> details(String action, String target) {
        SortedMap<String, String> details = new TreeMap<>();
        details.put("action", action);
        details.put("target", target);
        return details;
    }

    private List<Difference> differences() {
        Comparison comparison = new Comparison(policyCase.expected(), story.happened());
        List<Difference> differences = new ArrayList<>();
        for (Instant at : comparison.moments()) {
            List<Expectation> missing = comparison.missing().stream()
                    .filter(line -> line.at().equals(at))
                    .toList();
            List<Happening> unlisted = comparison.unlisted().stream()
                    .filter(line -> line.at().equals(at))
                    .toList();
            List<String> standing = Stream.concat(
                            missing.stream().map(Expectation::details),
                            unlisted.stream().map(Happening::details))
                    .filter(details -> details.containsKey("action"))
                    .flatMap(
                            details -> watch
                                    .describe(
                                            details.getOrDefault("action", ""), details.getOrDefault("target", ""), at)
                                    .stream())
                    .distinct()
                    .toList();
            differences.add(new Difference(
                    at,
                    missing.stream().map(Expectation::line).toList(),
                    unlisted.stream().map(Happening::line).toList(),
                    standing,
                    story.firedAt(at)));
        }
        String own = policyCase.policy().id();
        if (differences.isEmpty() && policyCase.fires() && !story.firedAnyOf(own)) {
            differences.add(new Difference(
                    policyCase.end(),
                    List.of(),
                    List.of(),
                    List.of("the case is of kind 'fires', but no rule of " + own + " fired in it"),
                    List.of()));
        }
        return differences;
    }
}
