package dev.tutti.action;

import dev.tutti.conductor.Desk;
import dev.tutti.connector.ActionCall;
import dev.tutti.connector.ActionOutcome;
import dev.tutti.connector.Connector;
import dev.tutti.connector.Operation;
import dev.tutti.decision.Input;
import dev.tutti.decision.Outcome;
import dev.tutti.fact.Parameter;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Carries out what was claimed, one step after the other. After each step what is known stands in the database, so that
 * whoever claims the order next goes on from there; see the table in the package's description.
 */
final class Errands {

    private static final Logger LOG = Logger.getLogger(Errands.class);

    private final Outbox outbox;
    private final LastCheck lastCheck;
    private final Tools tools;
    private final Lanes lanes;
    private final Desk desk;
    private final Course course;
    private final Duration lease;
    private final Pause pause;
    private final Clock clock;
    private final DispatchMetrics metrics;
    private final Executor later;

    Errands(
            Outbox outbox,
            LastCheck lastCheck,
            Tools tools,
            Lanes lanes,
            Desk desk,
            DispatchConfig config,
            Clock clock,
            DispatchMetrics metrics,
            Executor later) {
        this.outbox = outbox;
        this.lastCheck = lastCheck;
        this.tools = tools;
        this.lanes = lanes;
        this.desk = desk;
        this.course = new Course(config.maxAttempts(), config.readBackFor());
        this.lease = config.lease();
        this.pause = new Pause(config.backoff());
        this.clock = clock;
        this.metrics = metrics;
        this.later = later;
    }

    /** Goes on with the order until its outcome is committed, until it has to wait, or until the claim is lost. */
    void run(Claim claimed) throws SQLException {
        Optional<Claim> going = Optional.of(claimed);
        while (going.isPresent()) {
            going = step(going.get());
        }
    }

    /**
     * Makes the first call, whose attempt was committed with the order.
     *
     * @param asDecided whether nothing has changed since that could protect the target
     */
    void begin(Claim begun, boolean asDecided) throws SQLException {
        Optional<Tools.Provider> provider = tools.provider(begun.addressee());
        String objection = asDecided && provider.isPresent()
                ? lastCheck.objectionToFresh(begun, clock.instant())
                : lastCheck.objection(begun, provider, clock.instant());
        if (objection.isEmpty() && isFor(begun, provider.orElseThrow())) {
            Turn turn = lanes.of(provider.orElseThrow().instance())
                    .take(() -> true, () -> perform(provider.orElseThrow().connector(), begun, operation(begun)));
            if (turn instanceof Turn.Made made) {
                go(called(begun, provider.orElseThrow(), made.outcome()));
                return;
            }
        }
        Optional<Claim> back = outbox.takeBack(begun);
        go(back.isPresent() ? back : lost(begun));
    }

    private static boolean isFor(Claim begun, Tools.Provider provider) {
        return provider.instance().equals(begun.connector());
    }

    private void go(Optional<Claim> claim) throws SQLException {
        if (claim.isPresent()) {
            run(claim.get());
        }
    }

    /** One step; empty when this claim is at its end. */
    Optional<Claim> step(Claim claim) throws SQLException {
        Optional<Tools.Provider> provider = tools.provider(claim.addressee());
        Step next = next(claim, provider);
        if (next instanceof Step.Report report) {
            return report(claim, report);
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
        return course.next(
                claim, provider, done ? "" : lastCheck.objection(claim, provider, clock.instant()), clock.instant());
    }

    private Optional<Claim> call(Claim claim, Tools.Provider provider) throws SQLException {
        Beginning beginning = new Beginning(claim, provider.instance());
        Turn turn = lanes.of(provider.instance())
                .take(beginning, () -> perform(provider.connector(), claim, operation(claim)));
        if (turn instanceof Turn.NotMade) {
            return lost(claim);
        } else if (turn instanceof Turn.NotNow) {
            return waitForATurn(claim);
        }
        return called(beginning.claim, provider, ((Turn.Made) turn).outcome());
    }

    /** What the last attempt brought is written down with the outcome, where that is clear, and else now. */
    private Optional<Claim> called(Claim claim, Tools.Provider provider, ActionOutcome outcome) throws SQLException {
        Attempt.Brought brought = new Attempt.Brought(result(outcome), detail(outcome), results(outcome));
        metrics.attempted(provider.instance(), brought.result());
        if (clear(claim, brought.result())
                && provider.connector().describe().idempotency().isRepeatable()
                && freshly(claim)) {
            conclude(claim, brought);
            return Optional.empty();
        }
        Optional<Claim> ended = outbox.end(claim, brought, clock.instant());
        if (ended.isEmpty()) {
            return lost(claim);
        }
        if (next(ended.get(), Optional.of(provider)) instanceof Step.Report) {
            return ended;
        }
        outbox.putBack(ended.get(), pause.after(ended.get().attempts().size(), retryAfter(outcome)));
        return Optional.empty();
    }

    /**
     * Nobody waits for the commit, least of all the next call of this tool. Should the process end before it, the tool is called
     * again; that is why the class matters.
     */
    private void conclude(Claim claim, Attempt.Brought brought) {
        Outcome outcome = brought.result() == AttemptResult.SUCCEEDED ? Outcome.SUCCEEDED : Outcome.FAILED;
        int attempt = claim.last().orElseThrow().number();
        var unused = desk.report(new Input.OutcomeReported(
                        claim.action().id(), claim.operation(), outcome, brought.detail(), attempt, brought.results()))
                .thenAccept(hearing -> {
                    if (hearing instanceof Desk.Hearing.Busy busy) {
                        later.execute(() -> keep(claim, brought, busy.busy().retryAfter()));
                    } else {
                        metrics.concluded(claim.connector(), outcome);
                    }
                });
    }

    /** What the call brought is kept for a report later. */
    private void keep(Claim claim, Attempt.Brought brought, Duration pause) {
        try {
            Optional<Claim> ended = outbox.end(claim, brought, clock.instant());
            if (ended.isPresent()) {
                outbox.putBack(ended.get(), pause);
            } else {
                lost(claim);
            }
        } catch (SQLException e) {
            LOG.warnf("what became of action %s is not kept: %s", claim.action().id(), e.getMessage());
        }
    }

    /** Whether it says what became of the order, and nothing before it says otherwise. */
    private static boolean clear(Claim claim, AttemptResult result) {
        return result == AttemptResult.SUCCEEDED
                || (result == AttemptResult.REJECTED && claim.attempts().size() == 1);
    }

    /** Whether the lease cannot have run out; an undo can be ordered again, so that has to be looked up. */
    private boolean freshly(Claim claim) {
        Duration since = Duration.between(claim.last().orElseThrow().startedAt(), clock.instant());
        return claim.operation() == dev.tutti.decision.Operation.DO && since.compareTo(lease.dividedBy(2)) < 0;
    }

    /** The attempt, which is written after the tool may be called and before it is. */
    private final class Beginning implements Turn.Intent {

        private final String instance;
        private Claim claim;

        Beginning(Claim claim, String instance) {
            this.claim = claim;
            this.instance = instance;
        }

        @Override
        public boolean written() throws SQLException {
            Optional<Claim> begun = outbox.begin(claim, instance, clock.instant());
            begun.ifPresent(written -> claim = written);
            return begun.isPresent();
        }
    }

    private Optional<Claim> ask(Claim claim, Tools.Provider provider) throws SQLException {
        Turn turn = readBack(claim, provider);
        if (!(turn instanceof Turn.Made made)) {
            return waitForATurn(claim);
        }
        Optional<Boolean> done = done(claim, made.outcome());
        if (done.isEmpty()) {
            return askLater(claim);
        }
        Optional<Claim> ended = outbox.end(claim, found(claim, done.get(), made.outcome()), clock.instant());
        return ended.isPresent() ? ended : lost(claim);
    }

    private Optional<Claim> confirm(Claim claim, Tools.Provider provider, String why) throws SQLException {
        Turn turn = readBack(claim, provider);
        if (!(turn instanceof Turn.Made made)) {
            return waitForATurn(claim);
        }
        Optional<Boolean> done = done(claim, made.outcome());
        if (done.isEmpty()) {
            return askLater(claim);
        }
        if (!done.get()) {
            return report(claim, new Step.Report(Outcome.FAILED, why));
        }
        Optional<Claim> ended = outbox.end(claim, found(claim, true, made.outcome()), clock.instant());
        return ended.isPresent() ? ended : lost(claim);
    }

    /** A bound of the tool forbids the call: nothing happened, and the order keeps its place. */
    private Optional<Claim> waitForATurn(Claim claim) throws SQLException {
        lanes.of(tools.provider(claim.addressee())).behind(true);
        outbox.release(claim);
        return Optional.empty();
    }

    /** The longer nobody knows, the more rarely the tool is asked. */
    private Optional<Claim> askLater(Claim claim) throws SQLException {
        Duration since = Duration.between(claim.last().orElseThrow().startedAt(), clock.instant());
        outbox.putBack(claim, pause.growing(since));
        return Optional.empty();
    }

    /** A busy conductor is asked again after a while; what is known stands in the database meanwhile. */
    private Optional<Claim> report(Claim claim, Step.Report report) throws SQLException {
        // Not by a claim that was lost: the same undo may have been reported and ordered anew since.
        Optional<Claim> mine = outbox.renew(claim);
        if (mine.isEmpty()) {
            return lost(claim);
        }
        Desk.Hearing hearing = desk.submit(new Input.OutcomeReported(
                claim.action().id(),
                claim.operation(),
                report.outcome(),
                Detail.of(report.detail()),
                0,
                report.results()));
        if (hearing instanceof Desk.Hearing.Busy busy) {
            outbox.putBack(mine.get(), busy.busy().retryAfter());
        } else {
            metrics.concluded(claim.connector(), report.outcome());
        }
        return Optional.empty();
    }

    private Optional<Claim> lost(Claim claim) {
        LOG.warnf(
                "the claim on %s of action %s is lost; somebody else goes on with it",
                claim.operation(), claim.action().id());
        return Optional.empty();
    }

    /** Asks what became of the last attempt, which changes nothing and therefore is no attempt. */
    private Turn readBack(Claim claim, Tools.Provider provider) throws SQLException {
        return lanes.of(provider.instance())
                .take(() -> true, () -> perform(provider.connector(), claim, Operation.READ_BACK));
    }

    /** Whether it is done, or undone; empty when the tool does not say. */
    private static Optional<Boolean> done(Claim claim, ActionOutcome outcome) {
        boolean undo = claim.operation() == dev.tutti.decision.Operation.UNDO;
        if (outcome instanceof ActionOutcome.Succeeded) {
            return Optional.of(!undo);
        }
        return outcome instanceof ActionOutcome.NotThere ? Optional.of(undo) : Optional.empty();
    }

    private static Operation operation(Claim claim) {
        return Operation.valueOf(claim.operation().name());
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

    private static Attempt.Brought found(Claim claim, boolean done, ActionOutcome answer) {
        String what = claim.operation() == dev.tutti.decision.Operation.UNDO ? "undone" : "done";
        String detail = Detail.of("the tool was asked: it is " + (done ? "" : "not ") + what + "; before: "
                + claim.last().orElseThrow().detail());
        return new Attempt.Brought(
                done ? AttemptResult.FOUND_DONE : AttemptResult.FOUND_NOT_DONE, detail, results(answer));
    }

    /** What the manifest keeps of an answer, made fit for the history. */
    private static List<Parameter> results(ActionOutcome outcome) {
        return outcome instanceof ActionOutcome.Succeeded succeeded
                ? succeeded.extracted().entrySet().stream()
                        .map(kept -> new Parameter(kept.getKey(), Detail.of(kept.getValue())))
                        .sorted()
                        .toList()
                : List.of();
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
