package dev.tutti.action;

import dev.tutti.connector.ActionDescriptor;
import dev.tutti.connector.IdempotencyClass;
import dev.tutti.decision.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What follows from what is known of an order's attempts, whoever made them: this process, or one that is no more. What may
 * have taken effect is called failed only after the tool has said that it has not.
 */
final class Course {

    private static final String IN_DOUBT = "; an earlier attempt may have taken effect";

    private final int maxAttempts;
    private final Duration readBackFor;

    Course(int maxAttempts, Duration readBackFor) {
        this.maxAttempts = maxAttempts;
        this.readBackFor = readBackFor;
    }

    /**
     * @param objection why the tool must not be called, {@code ""} when it may
     */
    Step next(Claim claim, Optional<Tools.Provider> provider, String objection, Instant now) {
        Optional<Attempt> last = claim.last();
        if (last.isEmpty()) {
            return objection.isEmpty() ? new Step.Call() : new Step.Report(Outcome.FAILED, objection);
        }
        Attempt attempt = last.get();
        return switch (attempt.result()) {
            case SUCCEEDED, FOUND_DONE ->
                new Step.Report(
                        Outcome.SUCCEEDED, attempt.detail(), attempt.brought().results());
            case REJECTED -> fail(claim, provider, attempt.detail(), now);
            case UNREACHABLE, FOUND_NOT_DONE -> again(claim, provider, objection, now);
            case UNKNOWN, AMBIGUOUS -> clearUp(claim, provider, objection, now);
        };
    }

    private Step clearUp(Claim claim, Optional<Tools.Provider> provider, String objection, Instant now) {
        Attempt last = claim.last().orElseThrow();
        String what = last.result() == AttemptResult.UNKNOWN
                ? "the process ended during the call"
                : "the answer is ambiguous: " + last.detail();
        if (!askable(claim, provider)) {
            return new Step.Report(Outcome.UNCERTAIN, what);
        }
        return switch (descriptor(provider).idempotency()) {
            case A_IDEMPOTENT, B_KEYED -> again(claim, provider, objection, now);
            case C_READABLE ->
                readable(claim, provider, now)
                        ? new Step.Ask()
                        : new Step.Report(Outcome.UNCERTAIN, what + "; the tool cannot say what became of it");
            case D_NONE -> new Step.Report(Outcome.UNCERTAIN, what);
        };
    }

    private Step again(Claim claim, Optional<Tools.Provider> provider, String objection, Instant now) {
        if (!objection.isEmpty()) {
            return fail(claim, provider, objection, now);
        }
        int made = claim.attempts().size();
        return made < maxAttempts
                ? new Step.Call()
                : fail(
                        claim,
                        provider,
                        "given up after %d attempts: %s"
                                .formatted(made, claim.last().orElseThrow().detail()),
                        now);
    }

    /** It failed, unless an attempt before may have taken effect. */
    private Step fail(Claim claim, Optional<Tools.Provider> provider, String why, Instant now) {
        boolean known = claim.last().orElseThrow().result() == AttemptResult.FOUND_NOT_DONE
                || claim.attempts().stream().noneMatch(a -> a.result().wasOpen());
        if (known) {
            return new Step.Report(Outcome.FAILED, why);
        }
        return askable(claim, provider) && readable(claim, provider, now)
                ? new Step.Confirm(why)
                : new Step.Report(Outcome.UNCERTAIN, why + IN_DOUBT);
    }

    /** Another tool knows nothing of what this one was asked. */
    private static boolean askable(Claim claim, Optional<Tools.Provider> provider) {
        return provider.isPresent()
                && provider.get().instance().equals(claim.last().orElseThrow().connector());
    }

    private boolean readable(Claim claim, Optional<Tools.Provider> provider, Instant now) {
        ActionDescriptor descriptor = descriptor(provider);
        Instant started = claim.last().orElseThrow().startedAt();
        return descriptor.idempotency() == IdempotencyClass.C_READABLE
                && descriptor.readable()
                && now.isBefore(started.plus(readBackFor));
    }

    private static ActionDescriptor descriptor(Optional<Tools.Provider> provider) {
        return provider.orElseThrow().connector().describe();
    }
}
