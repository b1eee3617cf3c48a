package dev.tutti.context;

import dev.tutti.conductor.ContextDesk;
import dev.tutti.conductor.ContextDesk.Statement;
import dev.tutti.context.Told.Outcome;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Context;
import dev.tutti.identity.Tokens;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.FieldError;
import dev.tutti.problem.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Turns what people want stated into inputs, one request at a time, so that what is checked against what holds is still so
 * when it is stated.
 */
@ApplicationScoped
class ContextBook {

    private static final long PATIENCE_SECONDS = 20;
    private static final String COME_AGAIN_SECONDS = "2";

    /** Statements under way together share a commit. */
    private static final int TOGETHER = 32;

    /** What other entries name. */
    private static final Set<Section> NAMED = EnumSet.of(Section.SERVICES, Section.VERTICALS, Section.TEAMS);

    private final Holdings holdings;
    private final ContextDesk desk;
    private final Tokens tokens;
    private final Clock clock;
    private final ReentrantLock writing = new ReentrantLock(true);

    ContextBook(Holdings holdings, ContextDesk desk, Tokens tokens, Clock clock) {
        this.holdings = holdings;
        this.desk = desk;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * States what does not hold yet. Nothing is stated when anything conflicts; when Tutti gets busy in between, a part is,
     * and the same request again states the rest.
     *
     * @param wanted each identity once
     * @throws HttpProblem on a conflict, and when Tutti is busy
     */
    Told tell(List<Wanted> wanted, String by) {
        return alone(() -> {
            Map<Section, Map<String, Context>> now = now(wanted);
            List<Asset> first = new AddressBook(only(now, Section.ASSETS, Asset.class)).makingRoom(wanted);
            List<Outcome> outcomes =
                    wanted.stream().map(each -> outcome(each.fact(), now)).toList();
            List<Context> changes = IntStream.range(0, wanted.size())
                    .filter(i -> outcomes.get(i) != Outcome.UNCHANGED)
                    .mapToObj(i -> wanted.get(i).fact())
                    .toList();
            state(first, by);
            state(changes, by);
            return new Told(outcomes, doubts(wanted, now));
        });
    }

    /** Whether there was something to end. */
    boolean end(Section section, String id, String by) {
        return alone(() -> {
            // What is not there is found out without an input.
            if (holdings.find(section, id).isEmpty()) {
                return false;
            }
            Statement statement = desk.end(section.factId(id), by);
            if (statement == Statement.BUSY) {
                throw busy("The end of it was not taken");
            }
            return statement == Statement.TAKEN;
        });
    }

    /** The sections that the wanted facts belong to, and those that others name. */
    private Map<Section, Map<String, Context>> now(List<Wanted> wanted) {
        Set<Section> sections = wanted.stream()
                .map(each -> Section.of(each.fact()))
                .collect(Collectors.toCollection(() -> EnumSet.copyOf(NAMED)));
        Map<Section, Map<String, Context>> now = new EnumMap<>(Section.class);
        sections.forEach(section -> {
            Map<String, Context> facts = new HashMap<>();
            holdings.all(section).forEach(held -> facts.put(held.fact().factId(), held.fact()));
            now.put(section, facts);
        });
        return now;
    }

    private static <T extends Context> List<T> only(
            Map<Section, Map<String, Context>> now, Section section, Class<T> type) {
        return now.getOrDefault(section, Map.of()).values().stream()
                .map(type::cast)
                .toList();
    }

    private static Outcome outcome(Context fact, Map<Section, Map<String, Context>> now) {
        Context before = now.getOrDefault(Section.of(fact), Map.of()).get(fact.factId());
        if (before == null) {
            return Outcome.CREATED;
        }
        return before.equals(fact) ? Outcome.UNCHANGED : Outcome.REPLACED;
    }

    private List<FieldError> doubts(List<Wanted> wanted, Map<Section, Map<String, Context>> now) {
        Set<String> known = Stream.concat(
                        NAMED.stream().flatMap(section -> now.getOrDefault(section, Map.of()).keySet().stream()),
                        wanted.stream().map(each -> each.fact().factId()))
                .collect(Collectors.toSet());
        return new Doubts(tokens.people().keySet(), known, clock).about(wanted);
    }

    private void state(List<? extends Context> facts, String by) {
        AtomicInteger taken = new AtomicInteger();
        AtomicBoolean busy = new AtomicBoolean();
        Consumer<Context> one = fact -> {
            if (busy.get() || desk.state(fact, by) == Statement.BUSY) {
                busy.set(true);
            } else {
                taken.incrementAndGet();
            }
        };
        if (facts.size() < 2) {
            facts.forEach(one);
        } else {
            together(facts, one);
        }
        if (taken.get() < facts.size()) {
            throw busy(taken + " of " + facts.size() + " statements were taken");
        }
    }

    /** The desk answers after the commit; whoever waits for one after the other waits for as many commits. */
    private static void together(List<? extends Context> facts, Consumer<Context> one) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(TOGETHER, facts.size()));
        try {
            List<Callable<Object>> statements = facts.stream()
                    .map(fact -> Executors.callable(() -> one.accept(fact)))
                    .toList();
            for (Future<Object> done : threads.invokeAll(statements)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fact could not be stated", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // what was not stated is counted by the caller
        } finally {
            threads.shutdownNow();
        }
    }

    private <T> T alone(Supplier<T> work) {
        try {
            if (!writing.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw busy("Another request states facts");
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
                .withHint("Send the same request again after " + COME_AGAIN_SECONDS
                        + " s; what holds already is not stated twice")
                .withHeader("Retry-After", COME_AGAIN_SECONDS)
                .exception();
    }
}
