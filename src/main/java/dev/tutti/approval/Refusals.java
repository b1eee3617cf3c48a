package dev.tutti.approval;

import dev.tutti.conductor.Reception;
import dev.tutti.decision.Action;
import dev.tutti.decision.Refusal;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/** Why a person's wish about an action was not granted, as problems. */
final class Refusals {

    private Refusals() {}

    /** The conductor's refusal, of the action as it stands now. */
    static Problem of(Refusal refusal, Optional<Action> action) {
        return switch (refusal) {
            case UNKNOWN_ACTION -> action.map(Refusals::closed).orElseGet(Refusals::unknown);
            case SELF_APPROVAL -> selfApproval();
            case NOT_ASKED ->
                problem(ErrorCode.NOT_ASKED, refusal, action).withHint("The action's requirements say who is asked");
            case NOT_WAITING -> problem(ErrorCode.NOT_WAITING, refusal, action);
            case DIGEST_MISMATCH -> problem(ErrorCode.DIGEST_MISMATCH, refusal, action);
            case NOT_REVERSIBLE -> problem(ErrorCode.NOT_REVERSIBLE, refusal, action);
            case NO_RIGHT -> problem(ErrorCode.NO_RIGHT, refusal, action);
            case NOT_RENEWABLE -> problem(ErrorCode.NOT_RENEWABLE, refusal, action);
            case SECOND_PERSON_NEEDED -> problem(ErrorCode.SECOND_PERSON_NEEDED, refusal, action);
            case NOT_UNDER_REVIEW -> problem(ErrorCode.NOT_UNDER_REVIEW, refusal, action);
            case NOT_UNCERTAIN -> problem(ErrorCode.NOT_UNCERTAIN, refusal, action);
            case UNKNOWN_CAPABILITY -> Problem.of(ErrorCode.UNKNOWN_CAPABILITY, sentence(refusal.text()));
            case SET_ASIDE -> Problem.of(ErrorCode.SET_ASIDE, sentence(refusal.text()));
            case UNKNOWN_FINDING -> Problem.of(ErrorCode.NOT_FOUND, sentence(refusal.text()));
            case CAUSE_STANDS -> Problem.of(ErrorCode.CONFLICT, sentence(refusal.text()));
            case UNKNOWN_REMOVAL -> Problem.of(ErrorCode.NOT_FOUND, sentence(refusal.text()));
            case TWO_PEOPLE_NEEDED -> Problem.of(ErrorCode.SECOND_PERSON_NEEDED, sentence(refusal.text()));
            case PROPOSER_WITHOUT_RIGHT, TOO_MANY_REMOVALS -> Problem.of(ErrorCode.CONFLICT, sentence(refusal.text()));
            case UNKNOWN_FACT -> Problem.of(ErrorCode.NOT_FOUND, sentence(refusal.text()));
        };
    }

    static Problem unknown() {
        return Problem.of(ErrorCode.UNKNOWN_ACTION, "No action has this id");
    }

    static Problem closed(Action action) {
        return Problem.of(
                ErrorCode.ACTION_CLOSED,
                "The action is " + action.state().name() + ", and nothing can change that any more");
    }

    static Problem selfApproval() {
        return Problem.of(ErrorCode.SELF_APPROVAL, sentence(Refusal.SELF_APPROVAL.text()))
                .withHint("Ask somebody else who is named by the action's requirements");
    }

    static Problem busy(Reception.Busy busy) {
        return busy(busy.retryAfter(), busy.reason().name());
    }

    static Problem busy(Duration retryAfter, String reason) {
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        return Problem.of(ErrorCode.BUSY, "It was not taken, or it is not known whether it was: " + reason)
                .withHint("Read the action before you send this again")
                .withHeader("Retry-After", Long.toString(seconds));
    }

    private static Problem problem(ErrorCode code, Refusal refusal, Optional<Action> action) {
        return Problem.of(
                code,
                sentence(refusal.text())
                        + action.map(present -> "; it is " + present.state().name())
                                .orElse(""));
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
