package dev.tutti.replay;

import dev.tutti.decision.Action;
import dev.tutti.decision.ActionState;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.DecisionRecord;
import dev.tutti.decision.FindingRecord;
import dev.tutti.decision.Ground;
import dev.tutti.decision.Headline;
import dev.tutti.decision.Input;
import dev.tutti.decision.Requirement;
import dev.tutti.fact.ApproverKind;
import dev.tutti.fact.DenyReason;
import dev.tutti.fact.NoticeRequired;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads off the conclusions what happened: how each action stands once an input is worked off, against how it stood. */
final class Watch {

    private final Map<String, Action> known = new LinkedHashMap<>();
    private final Map<String, TreeMap<Instant, String>> history = new HashMap<>();

    /** The latest action of this kind on this target that is in one of these states; else the latest of all. */
    Optional<Action> find(String capability, String target, Predicate<ActionState> inState) {
        List<Action> meant = known.values().stream()
                .filter(action -> action.request().capability().equals(capability)
                        && action.request().target().equals(target))
                .toList();
        return meant.stream()
                .filter(action -> inState.test(action.state()))
                .reduce((earlier, later) -> later)
                .or(() -> meant.stream().reduce((earlier, later) -> later));
    }

    /** What this conclusion adds to what happened before. */
    List<Happening> observe(Conclusion conclusion) {
        Instant at = Instant.ofEpochMilli(conclusion.at());
        Map<String, Action> before = new LinkedHashMap<>(known);
        for (Action action : conclusion.actions()) {
            known.put(action.id(), action);
            history.computeIfAbsent(action.id(), id -> new TreeMap<>()).put(at, describe(action));
        }
        List<Happening> happened = new ArrayList<>();
        for (Action action : conclusion.actions()) {
            List<Happening> now = standing(action, at);
            Action earlier = before.get(action.id());
            if (earlier != null && earlier.state().name() == action.state().name()) {
                now.removeAll(standing(earlier, at));
            }
            happened.addAll(now);
            action.noticed().stream()
                    .filter(recipient -> earlier == null || !earlier.noticed().contains(recipient))
                    .forEach(recipient -> happened.add(noticed(action, recipient, at)));
        }
        boolean repeated = conclusion.input() instanceof Input.ActionProposed
                && conclusion.answer() instanceof Answer.Granted granted
                && granted.joined();
        if (repeated) {
            happened.add(new Happening(at, What.SUPPRESSED, new TreeMap<>(), List.of()));
        }
        for (DecisionRecord decision : conclusion.decisions()) {
            if (decision.headline() == Headline.UNMATCHED) {
                happened.add(new Happening(at, What.UNMATCHED, new TreeMap<>(), List.of()));
            } else if (decision.headline() == Headline.SUPPRESSED) {
                happened.add(new Happening(at, What.SUPPRESSED, new TreeMap<>(), List.of()));
            } else if (decision.headline() == Headline.RESOLVED) {
                happened.add(new Happening(at, What.RESOLVED, new TreeMap<>(), List.of()));
            }
        }
        for (FindingRecord found : conclusion.findings()) {
            finding(found, conclusion.sequence(), at).ifPresent(happened::add);
        }
        return happened;
    }

    /** Opened or closed by this input; what is only told in other words is no news. */
    private static Optional<Happening> finding(FindingRecord found, long sequence, Instant at) {
        SortedMap<String, String> details = new TreeMap<>();
        details.put("kind", found.finding().kind().name());
        details.put("subject", found.finding().subject());
        if (found.closed()) {
            return Optional.of(new Happening(at, What.MENDED, details, found.policies()));
        }
        details.put("owner", found.finding().owner());
        return found.openedSequence() == sequence
                ? Optional.of(new Happening(at, What.FOUND, details, found.policies()))
                : Optional.empty();
    }

    /** How the actions of this kind on this target stood once this time was worked off, in words. */
    List<String> describe(String capability, String target, Instant at) {
        List<String> words = known.values().stream()
                .filter(action -> action.request().capability().equals(capability)
                        && action.request().target().equals(target))
                .flatMap(action -> Stream.ofNullable(history.get(action.id()))
                        .flatMap(past -> Stream.ofNullable(past.floorEntry(at))))
                .map(Map.Entry::getValue)
                .toList();
        return words.isEmpty() ? List.of("nobody has asked for " + capability + " on " + target) : words;
    }

    private static String describe(Action action) {
        String state = action.state().name().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        List<String> why = new ArrayList<>();
        for (Ground ground : action.grounds()) {
            why.add(ground.text()
                    + (ground.policies().isEmpty() ? "" : " (" + String.join(", ", ground.policies()) + ")"));
        }
        return action.request().capability() + " on " + action.request().target() + " is " + state
                + (why.isEmpty() ? "" : ": " + String.join("; ", why));
    }

    /** The lines that stand for the state of an action; a new state makes all of them happen. */
    private static List<Happening> standing(Action action, Instant at) {
        SortedMap<String, String> details = details(action);
        Stream<Happening> lines = switch (action.state().name()) {
            case REQUESTED, PERMITTED -> Stream.of();
            case HELD -> action.grounds().stream().flatMap(ground -> judged(at, What.HELD, details, ground));
            case AWAITING_APPROVAL -> action.open().stream().flatMap(open -> asked(at, details, open));
            case DENIED -> action.grounds().stream().flatMap(ground -> judged(at, What.DENIED, details, ground));
            case DISPATCHED -> dispatched(action, at, details);
            default -> Stream.of(new Happening(at, moved(action.state().name()), details, List.of()));
        };
        return new ArrayList<>(lines.distinct().toList());
    }

    /** One line for each policy; a person's disapproval is one, whoever gave that person a say. */
    private static Stream<Happening> judged(Instant at, What what, SortedMap<String, String> details, Ground ground) {
        if (ground.policies().isEmpty() || ground.reason().equals(DenyReason.DISAPPROVED.name())) {
            return Stream.of(new Happening(at, what, details, ground.policies()));
        }
        return ground.policies().stream().map(policy -> new Happening(at, what, details, List.of(policy)));
    }

    private static Stream<Happening> asked(Instant at, SortedMap<String, String> details, Requirement open) {
        SortedMap<String, String> first = asked(details, open.kind(), open.approver(), open.quorum());
        Stream<Happening> lines = open.policies().isEmpty()
                ? Stream.of(new Happening(at, What.ASKED, first, List.of()))
                : open.policies().stream().map(policy -> new Happening(at, What.ASKED, first, List.of(policy)));
        Stream<Happening> instead = open.deputies().stream()
                .map(deputy -> new Happening(
                        at,
                        What.ASKED,
                        asked(details, deputy.kind(), deputy.name(), open.quorum()),
                        deputy.policies()));
        return Stream.concat(lines, instead);
    }

    private static SortedMap<String, String> asked(
            SortedMap<String, String> details, ApproverKind kind, String approver, int quorum) {
        SortedMap<String, String> asked = new TreeMap<>(details);
        asked.put("of", kind.name().toLowerCase(Locale.ROOT) + ":" + approver);
        asked.put("quorum", String.valueOf(quorum));
        return asked;
    }

    /** That somebody is told is said of the action that it is about. */
    private static Stream<Happening> dispatched(Action action, Instant at, SortedMap<String, String> details) {
        List<String> policies = action.grounds().stream()
                .flatMap(ground -> ground.policies().stream())
                .toList();
        SortedMap<String, String> dispatched = new TreeMap<>(details);
        if (!action.request().parameters().isEmpty()) {
            dispatched.put(
                    Expectation.PARAMETERS,
                    Expectation.parameters(action.request().parameters()));
        }
        return action.notice() ? Stream.of() : Stream.of(new Happening(at, What.DISPATCHED, dispatched, policies));
    }

    private static Happening noticed(Action about, String recipient, Instant at) {
        SortedMap<String, String> told = details(about);
        told.put("recipient", recipient);
        List<String> policies = about.judged().stream()
                .filter(judged -> judged.judgement() instanceof NoticeRequired notice
                        && notice.recipient().equals(recipient))
                .flatMap(judged -> judged.policies().stream())
                .toList();
        return new Happening(at, What.NOTICED, told, policies);
    }

    private static What moved(ActionState.Name name) {
        return switch (name) {
            case SUCCEEDED -> What.SUCCEEDED;
            case FAILED -> What.FAILED;
            case UNCERTAIN -> What.UNCERTAIN;
            case UNDOING -> What.UNDOING;
            case UNDO_FAILED -> What.UNDO_FAILED;
            case UNDONE -> What.UNDONE;
            case WITHDRAWN -> What.WITHDRAWN;
            case EXPIRED -> What.EXPIRED;
            default -> throw new IllegalArgumentException(name + " is told by its judgements");
        };
    }

    private static SortedMap<String, String> details(Action action) {
        SortedMap<String, String> details = new TreeMap<>();
        details.put("action", action.request().capability());
        details.put("target", action.request().target());
        return details;
    }
}
