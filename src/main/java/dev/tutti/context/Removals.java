package dev.tutti.context;

import dev.tutti.conductor.RemovalDesk;
import dev.tutti.conductor.RemovalDesk.Receipt;
import dev.tutti.fact.NoTouchRemoval;
import dev.tutti.fact.RemovalState;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Hands over what people want taken from the no-touch list, one request at a time. The core decides who may; what is decided
 * here is what partitions could see differently, since each has a clock of its own: whether another proposal waits, and whether
 * there is time enough for an answer to reach all of them.
 */
@ApplicationScoped
class Removals {

    private static final String LIST = "GET " + ContextWriteResource.PATH + "/" + RemovalResource.REMOVALS;
    private static final long PATIENCE_SECONDS = 20;
    private static final String COME_AGAIN_SECONDS = "2";

    /** An answer that comes later than this before the end might be in time for one partition and too late for another. */
    private static final Duration LAST_ANSWER = Duration.ofSeconds(30);

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    private final Holdings holdings;
    private final RemovalDesk desk;
    private final ContextConfig config;
    private final Clock clock;
    private final ReentrantLock writing = new ReentrantLock(true);

    Removals(Holdings holdings, RemovalDesk desk, ContextConfig config, Clock clock) {
        this.holdings = holdings;
        this.desk = desk;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        Duration within = config.removalWithin();
        if (within.compareTo(SHORTEST) < 0 || within.compareTo(LONGEST) > 0) {
            throw new IllegalStateException(
                    "tutti.context.removal-within is %s and must be a minute to 30 days".formatted(within));
        }
    }

    /** The proposal, which waits. */
    NoTouchRemoval propose(String entry, String reason, String by) {
        return alone(() -> {
            // What is not there is found out without an input.
            if (holdings.find(Section.NO_TOUCH, entry).isEmpty()) {
                throw noSuchEntry();
            }
            holdings.all(Section.REMOVALS).stream()
                    .map(held -> (NoTouchRemoval) held.fact())
                    .filter(removal -> removal.waiting() && removal.entry().equals(entry))
                    .findFirst()
                    .ifPresent(removal -> {
                        throw Problem.of(
                                        ErrorCode.CONFLICT,
                                        "%s has proposed the same, and it waits for an answer".formatted(removal.by()))
                                .withHint("POST " + ContextWriteResource.PATH + "/" + RemovalResource.REMOVALS + "/"
                                        + removal.id() + "/answer by somebody else answers it")
                                .exception();
                    });
            String id = UUID.randomUUID().toString();
            Receipt receipt = desk.propose(id, entry, by, reason, config.removalWithin());
            if (receipt == Receipt.UNKNOWN) {
                throw noSuchEntry();
            }
            return after(receipt, id);
        });
    }

    /** The proposal as it ended. */
    NoTouchRemoval answer(String id, RemovalState as, String reason, String by) {
        return alone(() -> {
            NoTouchRemoval removal = find(id);
            if (removal.waiting() && clock.millis() > removal.until() - LAST_ANSWER.toMillis()) {
                throw Problem.of(ErrorCode.CONFLICT, "The proposal expires within moments, and the entry stays")
                        .withHint("Propose it anew, and have somebody else answer in time")
                        .exception();
            }
            return after(removal.waiting() ? desk.answer(id, by, as, reason) : Receipt.UNKNOWN, id);
        });
    }

    private NoTouchRemoval after(Receipt receipt, String id) {
        return switch (receipt) {
            case TAKEN -> find(id);
            case UNKNOWN ->
                throw Problem.of(
                                ErrorCode.NOT_WAITING,
                                "The proposal waits for no answer: it was answered, or its time is over")
                        .withHint(LIST + "/" + id + " says what came of it")
                        .exception();
            case SELF_APPROVAL ->
                throw Problem.of(ErrorCode.SELF_APPROVAL, "Nobody answers what they proposed themselves")
                        .withHint("Ask another risk officer or admin")
                        .exception();
            case NO_RIGHT ->
                throw Problem.of(ErrorCode.NO_RIGHT, "You hold no role that may change the no-touch list")
                        .withHint("Ask a risk officer or an admin; a delegation does not help here")
                        .exception();
            case PROPOSER_WITHOUT_RIGHT ->
                throw Problem.of(ErrorCode.CONFLICT, "Whoever proposed it has lost the role for it meanwhile")
                        .withHint("Refuse it; then somebody who holds the role may propose it anew")
                        .exception();
            case TOO_MANY ->
                throw Problem.of(ErrorCode.CONFLICT, "As many proposals wait as may")
                        .withHint(LIST + " lists them; have some answered first")
                        .exception();
            case BUSY -> throw busy("It was not taken, or it is not known whether it was");
        };
    }

    private NoTouchRemoval find(String id) {
        if (Spelling.flaw(id).isPresent()) {
            throw noSuchProposal();
        }
        return holdings.find(Section.REMOVALS, id)
                .map(held -> (NoTouchRemoval) held.fact())
                .orElseThrow(Removals::noSuchProposal);
    }

    private static HttpProblem noSuchProposal() {
        return Problem.of(ErrorCode.NOT_FOUND, "No proposal has this id")
                .withHint(LIST + " lists them")
                .exception();
    }

    private static HttpProblem noSuchEntry() {
        return Problem.of(ErrorCode.NOT_FOUND, "No such entry is on the no-touch list")
                .withHint("GET " + ContextWriteResource.PATH + "/" + Section.NO_TOUCH.path() + " lists what is")
                .exception();
    }

    private <T> T alone(Supplier<T> work) {
        try {
            if (!writing.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw busy("Another request changes the list");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy("Tutti stops");
        }
        try {
            return work.get();
        } finally {
            writing.unlock();
        }
    }

    private static HttpProblem busy(String detail) {
        return Problem.of(ErrorCode.BUSY, detail)
                .withHint(LIST + " says whether it was; else send it again after " + COME_AGAIN_SECONDS + " s")
                .withHeader("Retry-After", COME_AGAIN_SECONDS)
                .exception();
    }
}
