package dev.tutti.action;

import dev.tutti.conductor.Desk;
import dev.tutti.connector.ActionCall;
import dev.tutti.connector.ActionOutcome;
import dev.tutti.connector.Connector;
import dev.tutti.connector.Operation;
import dev.tutti.decision.ApprovalDigest;
import dev.tutti.decision.Input;
import dev.tutti.decision.Outcome;
import dev.tutti.fact.Capability;
import dev.tutti.fact.Parameter;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Carries out what was claimed, one step after the other. After each step what is known stands in the database, so that
 * whoever claims the order next goes on from there; see the table in the package's description.
 */
final class Errands {

    private static final Logger LOG = Logger.getLogger(Errands.class);

    private final Outbox outbox;
    private final Protection protection;
    private final Tools tools;
    private final Supplier<List<Capability>> capabilities;
    private final Desk desk;
    private final Course course;
    private final Pause pause;
    private final Clock clock;
    private final DispatchMetrics metrics;

    Errands(
            Outbox outbox,
            Protection protection,
            Tools tools,
            Supplier<List<Capability>> capabilities,
            Desk desk,
            DispatchConfig config,
            Clock clock,
            DispatchMetrics metrics) {
        this.outbox = outbox;
        this.protection = protection;
        this.tools = tools;
        this.capabilities = capabilities;
        this.desk = desk;
        this.course = new Course(config.maxAttempts(), config.readBackFor());
        this.pause = new Pause(config.backoff());
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Goes on with the order until its outcome is committed, until it has to wait, or until the claim is lost. */
    void run(Claim claimed) throws SQLException {
        Optional<Claim> going = Optional.of(claimed);
        while (going.isPresent()) {
            going = step(going.get());
        }
    }

    /** One step; empty when this claim is at its end. */
    Optional<Claim> step(Claim claim) throws SQLException {
        Optional<Tools.Provider> provider = tools.provider(claim.capability());
        Step next = next(claim, provider);
        if (next instanceof Step.Report report) {
            return report(claim, report.outcome(), report.detail());
        } else if (next instanceof Step.Call) {
            return call(claim, provider.orElseThrow());
        } else if (next instanceof Step.Confirm confirm) {
            return confirm(claim, provider.orElseThrow(), confirm.why());
        }
        return ask(claim, provider.orElseThrow());
    }

    private Step next(Claim claim, Optional<Tools.Provider> provider) throws SQLException {
        // What is done is reported, whatever has come to protect the target since.
        boolean done = claim.last().map(last -> last.result().done()).orElse(false);
        return course.next(claim, provider, done ? "" : objection(claim, provider), clock.instant());
    }

    private Optional<Claim> call(Claim claim, Tools.Provider provider) throws SQLException {
        Optional<Claim> begun = outbox.begin(claim, provider.instance(), clock.instant());
        if (begun.isEmpty()) {
            return lost(claim);
        }
        ActionOutcome outcome = perform(
                provider.connector(), claim, Operation.valueOf(claim.operation().name()));
        Optional<Claim> ended = outbox.end(begun.get(), result(outcome), detail(outcome), clock.instant());
        if (ended.isEmpty()) {
            return lost(claim);
        }
        metrics.attempted(provider.instance(), result(outcome));
        if (next(ended.get(), Optional.of(provider)) instanceof Step.Report) {
            return ended;
        }
        outbox.putBack(ended.get(), pause.after(ended.get().attempts().size(), retryAfter(outcome)));
        return Optional.empty();
    }

    private Optional<Claim> ask(Claim claim, Tools.Provider provider) throws SQLException {
        Optional<Boolean> done = readBack(claim, provider);
        if (done.isEmpty()) {
            return askLater(claim);
        }
        AttemptResult found = done.get() ? AttemptResult.FOUND_DONE : AttemptResult.FOUND_NOT_DONE;
        Optional<Claim> ended = outbox.end(claim, found, found(claim, done.get()), clock.instant());
        return ended.isPresent() ? ended : lost(claim);
    }

    private Optional<Claim> confirm(Claim claim, Tools.Provider provider, String why) throws SQLException {
        Optional<Boolean> done = readBack(claim, provider);
        if (done.isEmpty()) {
            return askLater(claim);
        }
        if (!done.get()) {
            return report(claim, Outcome.FAILED, why);
        }
        Optional<Claim> ended = outbox.end(claim, AttemptResult.FOUND_DONE, found(claim, true), clock.instant());
        return ended.isPresent() ? ended : lost(claim);
    }

    /** The longer nobody knows, the more rarely the tool is asked. */
    private Optional<Claim> askLater(Claim claim) throws SQLException {
        Duration since = Duration.between(claim.last().orElseThrow().startedAt(), clock.instant());
        outbox.putBack(claim, pause.growing(since));
        return Optional.empty();
    }

    /** A busy conductor is asked again after a while; what is known stands in the database meanwhile. */
    private Optional<Claim> report(Claim claim, Outcome outcome, String detail) throws SQLException {
        // Not by a claim that was lost: the same undo may have been reported and ordered anew since.
        Optional<Claim> mine = outbox.renew(claim);
        if (mine.isEmpty()) {
            return lost(claim);
        }
        Desk.Hearing hearing = desk.submit(
                new Input.OutcomeReported(claim.action().id(), claim.operation(), outcome, Detail.of(detail)));
        if (hearing instanceof Desk.Hearing.Busy busy) {
            outbox.putBack(mine.get(), busy.busy().retryAfter());
        } else {
            metrics.concluded(claim.connector(), outcome);
        }
        return Optional.empty();
    }

    private Optional<Claim> lost(Claim claim) {
        LOG.warnf(
                "the claim on %s of action %s is lost; somebody else goes on with it",
                claim.operation(), claim.action().id());
        return Optional.empty();
    }

    /** Whether it is done, or undone; empty when the tool does not say. */
    private static Optional<Boolean> readBack(Claim claim, Tools.Provider provider) {
        ActionOutcome outcome = perform(provider.connector(), claim, Operation.READ_BACK);
        boolean undo = claim.operation() == dev.tutti.decision.Operation.UNDO;
        if (outcome instanceof ActionOutcome.Succeeded) {
            return Optional.of(!undo);
        }
        return outcome instanceof ActionOutcome.NotThere ? Optional.of(undo) : Optional.empty();
    }

    private static ActionOutcome perform(Connector connector, Claim claim, Operation operation) {
        ActionCall call = new ActionCall(
                claim.capability(),
                operation,
                claim.action().request().target(),
                claim.action().request().parameters().stream()
                        .collect(Collectors.toMap(Parameter::name, Parameter::value, (first, second) -> first)),
                claim.action().id());
        try {
            return connector.perform(call);
        } catch (RuntimeException e) {
            LOG.errorf(e, "a connector broke its promise in %s of %s", operation, claim.capability());
            return new ActionOutcome.Ambiguous(
                    "the connector failed: " + e.getClass().getSimpleName());
        }
    }

    /** Why the tool must not be called now; {@code ""} when it may. */
    private String objection(Claim claim, Optional<Tools.Provider> provider) throws SQLException {
        if (provider.isEmpty()) {
            return "no connector provides " + claim.capability();
        }
        return claim.operation() == dev.tutti.decision.Operation.UNDO
                ? objectionToUndo(claim, provider.get())
                : objectionToDo(claim);
    }

    /** An undo makes things as they were, so no target is protected from it. */
    private static String objectionToUndo(Claim claim, Tools.Provider provider) {
        return claim.doneBy().isEmpty() || claim.doneBy().equals(provider.instance())
                ? ""
                : "it was done by %s, and %s is configured now: undo it there"
                        .formatted(claim.doneBy(), provider.instance());
    }

    private String objectionToDo(Claim claim) throws SQLException {
        String digest = ApprovalDigest.of(claim.action().request(), tools.digest(claim.capability()));
        if (!digest.equals(claim.action().digest())) {
            return "the connector is not the one that this was decided for; propose it again";
        }
        List<Parameter> parameters = claim.action().request().parameters();
        if (parameters.stream().map(Parameter::name).distinct().count() < parameters.size()) {
            return "a parameter is there twice";
        }
        Optional<Capability> capability = capabilities.get().stream()
                .filter(known -> known.name().equals(claim.capability()))
                .findFirst();
        return capability.isEmpty()
                ? "the rule set no longer knows " + claim.capability()
                : protection.objection(
                        claim.partition(),
                        capability.get().target(),
                        claim.action().request().target());
    }

    private static String found(Claim claim, boolean done) {
        String what = claim.operation() == dev.tutti.decision.Operation.UNDO ? "undone" : "done";
        return Detail.of("the tool was asked: it is " + (done ? "" : "not ") + what + "; before: "
                + claim.last().orElseThrow().detail());
    }

    private static AttemptResult result(ActionOutcome outcome) {
        if (outcome instanceof ActionOutcome.Succeeded) {
            return AttemptResult.SUCCEEDED;
        } else if (outcome instanceof ActionOutcome.Rejected) {
            return AttemptResult.REJECTED;
        } else if (outcome instanceof ActionOutcome.Unreachable) {
            return AttemptResult.UNREACHABLE;
        }
        // Also an answer that only a read-back may give.
        return AttemptResult.AMBIGUOUS;
    }

    private static String detail(ActionOutcome outcome) {
        if (outcome instanceof ActionOutcome.Succeeded succeeded) {
            return Detail.of(succeeded.reference().isEmpty() ? "done" : "done, reference " + succeeded.reference());
        } else if (outcome instanceof ActionOutcome.Rejected rejected) {
            return Detail.of(rejected.detail());
        } else if (outcome instanceof ActionOutcome.Unreachable unreachable) {
            return Detail.of(unreachable.detail());
        } else if (outcome instanceof ActionOutcome.Ambiguous ambiguous) {
            return Detail.of(ambiguous.detail());
        }
        return "the connector answered as if it had been asked to read back";
    }

    private static Duration retryAfter(ActionOutcome outcome) {
        return outcome instanceof ActionOutcome.Unreachable unreachable
                ? Duration.ofMillis(unreachable.retryAfterMillis())
                : Duration.ZERO;
    }
}
