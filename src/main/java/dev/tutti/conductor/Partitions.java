package dev.tutti.conductor;

import dev.tutti.conductor.Reception.Busy;
import dev.tutti.conductor.Reception.BusyReason;
import dev.tutti.conductor.Reception.Receipt;
import dev.tutti.decision.Answer;
import dev.tutti.decision.Input;
import dev.tutti.decision.Refusal;
import dev.tutti.decision.SourceId;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.TargetType;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The partitions of this process, and which of them hears what. Alerts go by their key, what is about an action to the
 * partition that opened it, and what the organisation says about itself to all of them. Whoever asks waits here, on a thread
 * of their own, and never longer than the patience.
 */
final class Partitions implements AlertDesk, Desk {

    private static final Logger LOG = Logger.getLogger(Partitions.class);
    private static final Duration COME_AGAIN = Duration.ofSeconds(2);

    /** What no one person ends, whatever way they found in here. */
    private static final String NO_TOUCH = "NoTouch:";

    /** A proposal that meets an action of another partition is handed on to it; that may have closed it meanwhile. */
    private static final int MOST_HOPS = 3;

    private final Partitioning partitioning;
    private final Map<String, Door> doors;
    private final Owners owners;
    private final Homes homes;
    private final Function<String, TargetType> targets;
    private final long patienceNanos;

    /**
     * @param doors by the name of their partition; those of earlier configurations among them
     * @param targets what a capability acts on
     */
    Partitions(
            Partitioning partitioning,
            Map<String, ? extends Door> doors,
            Owners owners,
            Homes homes,
            Function<String, TargetType> targets,
            Duration patience) {
        this.partitioning = partitioning;
        this.doors = new LinkedHashMap<>(doors);
        this.owners = owners;
        this.homes = homes;
        this.targets = targets;
        this.patienceNanos = patience.toNanos();
    }

    /**
     * {@inheritDoc}
     *
     * <p>What changes an alert goes where that is at home, also where it says something else by now.
     *
     * <p>Reports of several partitions are answered as one. When one of these is busy the whole request is told to come
     * again: what others have decided meanwhile stands, and is recognised when it comes again.
     */
    @Override
    public CompletableFuture<Reception> receive(List<AlertReport> reports) {
        if (doors.size() == 1) {
            return receive(Partitioning.FIRST, reports);
        }
        return homes.ready(reports).handle((done, failure) -> failure).thenCompose(failure -> {
            if (failure == null) {
                return divide(reports);
            }
            LOG.warnf("whose an alert is cannot be looked up now: %s", failure.getMessage());
            return CompletableFuture.completedFuture(new Busy(COME_AGAIN, BusyReason.DATABASE_UNAVAILABLE));
        });
    }

    private CompletableFuture<Reception> divide(List<AlertReport> reports) {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int place = 0; place < reports.size(); place++) {
            places.computeIfAbsent(homeOf(reports.get(place)), name -> new ArrayList<>())
                    .add(place);
        }
        if (places.size() == 1) {
            return receive(places.keySet().iterator().next(), reports);
        }
        Optional<Busy> notReady = firstNotReady(places.keySet());
        if (notReady.isPresent()) {
            return CompletableFuture.completedFuture(notReady.get());
        }
        Map<String, CompletableFuture<Reception>> parts = new LinkedHashMap<>();
        places.forEach((name, of) ->
                parts.put(name, receive(name, of.stream().map(reports::get).toList())));
        return CompletableFuture.allOf(parts.values().toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> together(places, parts, reports.size()));
    }

    /** A partition of an earlier configuration that is no more hears of nothing. */
    private String homeOf(AlertReport report) {
        String here = partitioning.of(report);
        String home = homes.of(report, here);
        return doors.containsKey(home) ? home : here;
    }

    /** The partition that would hear each of the reports, in order; asking changes nothing. Waits for the database. */
    List<String> wouldHear(List<AlertReport> reports) throws SQLException {
        if (doors.size() == 1) {
            return Collections.nCopies(reports.size(), Partitioning.FIRST);
        }
        Map<SourceId, String> known = homes.known(reports);
        List<String> names = new ArrayList<>();
        for (AlertReport report : reports) {
            String here = partitioning.of(report);
            String home = report.details().revisable() ? known.computeIfAbsent(SourceId.of(report), id -> here) : here;
            names.add(doors.containsKey(home) ? home : here);
        }
        return names;
    }

    private CompletableFuture<Reception> receive(String name, List<AlertReport> reports) {
        CompletableFuture<Reception> answer = new CompletableFuture<>();
        offer(name, new Work.Alerts(reports, answer));
        // The work itself goes on.
        return answer.completeOnTimeout(stillWaiting(), patienceNanos, TimeUnit.NANOSECONDS);
    }

    private static Reception together(
            Map<String, List<Integer>> places, Map<String, CompletableFuture<Reception>> parts, int reports) {
        Receipt[] receipts = new Receipt[reports];
        for (Map.Entry<String, CompletableFuture<Reception>> part : parts.entrySet()) {
            Reception reception = part.getValue().join();
            if (!(reception instanceof Reception.Received received)) {
                return reception;
            }
            List<Integer> of = places.getOrDefault(part.getKey(), List.of());
            for (int i = 0; i < of.size(); i++) {
                receipts[of.get(i)] = received.receipts().get(i);
            }
        }
        return new Reception.Received(Arrays.asList(receipts));
    }

    @Override
    public Hearing submit(Input input) {
        if (input instanceof Input.ContextEnded ended && ended.factId().startsWith(NO_TOUCH)) {
            return new Hearing.Heard(new Answer.Refused(Refusal.TWO_PEOPLE_NEEDED));
        }
        long until = System.nanoTime() + patienceNanos;
        if (concernsAll(input)) {
            return submitToAll(input, until);
        }
        String name;
        try {
            name = partitionOf(input);
        } catch (SQLException e) {
            return unknown(e);
        }
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            Hearing hearing = submit(name, input, until);
            if (!(hearing instanceof Hearing.Heard heard
                    && heard.answer() instanceof Answer.UnderWayElsewhere elsewhere)) {
                return hearing;
            }
            name = elsewhere.action().partition();
        }
        return new Hearing.Busy(stillWaiting());
    }

    /** All partitions hold the same context, and find the same over it. */
    private static boolean concernsAll(Input input) {
        return input instanceof Input.ContextStated
                || input instanceof Input.ContextEnded
                || input instanceof Input.FindingClosed
                || input instanceof Input.RemovalProposed
                || input instanceof Input.RemovalAnswered;
    }

    @Override
    public CompletableFuture<Hearing> report(Input.OutcomeReported reported) {
        CompletableFuture<Hearing> answer = new CompletableFuture<>();
        try {
            offer(partitionOf(reported), new Work.Single(reported, answer));
        } catch (SQLException e) {
            answer.complete(unknown(e));
        }
        return answer;
    }

    private static Hearing unknown(SQLException e) {
        LOG.warnf("whose an action is cannot be looked up now: %s", e.getMessage());
        return new Hearing.Busy(new Busy(COME_AGAIN, BusyReason.DATABASE_UNAVAILABLE));
    }

    private String partitionOf(Input input) throws SQLException {
        if (doors.size() == 1) {
            return Partitioning.FIRST;
        }
        if (input instanceof Input.ActionProposed proposed) {
            return partitioning.of(proposed, targets.apply(proposed.capability()));
        }
        Optional<String> owner = owners.of(actionOf(input));
        // An action that is closed may be of a partition that is no more; whoever is asked knows no open action of this
        // id.
        return owner.filter(doors::containsKey).orElse(Partitioning.FIRST);
    }

    private static String actionOf(Input input) {
        if (input instanceof Input.VoteCast cast) {
            return cast.actionId();
        } else if (input instanceof Input.WithdrawalAsked asked) {
            return asked.actionId();
        } else if (input instanceof Input.UndoAsked asked) {
            return asked.actionId();
        } else if (input instanceof Input.SettlementGiven given) {
            return given.actionId();
        } else if (input instanceof Input.RenewalAsked asked) {
            return asked.actionId();
        } else if (input instanceof Input.GlassBroken broken) {
            return broken.actionId();
        } else if (input instanceof Input.ReviewClosed closed) {
            return closed.actionId();
        } else if (input instanceof Input.OutcomeReported reported) {
            return reported.actionId();
        }
        throw new IllegalArgumentException(
                "nobody may submit a " + input.getClass().getSimpleName());
    }

    /**
     * Each partition has its own copy of the context. The first one, which is read, hears of it last: so what it holds all
     * others hold, and what was cut off in between can be told again.
     */
    private Hearing submitToAll(Input input, long until) {
        List<String> others = doors.keySet().stream()
                .filter(name -> !name.equals(Partitioning.FIRST))
                .toList();
        Optional<Busy> notReady = others.isEmpty() ? Optional.empty() : firstNotReady(doors.keySet());
        if (notReady.isPresent()) {
            return new Hearing.Busy(notReady.get());
        }
        List<CompletableFuture<Hearing>> answers = new ArrayList<>();
        for (String name : others) {
            CompletableFuture<Hearing> answer = new CompletableFuture<>();
            offer(name, new Work.Single(input, answer));
            answers.add(answer);
        }
        Optional<Hearing> taken = Optional.empty();
        for (CompletableFuture<Hearing> answer : answers) {
            Hearing hearing = await(answer, until).orElseGet(() -> new Hearing.Busy(stillWaiting()));
            if (hearing instanceof Hearing.Busy || isSetAside(hearing)) {
                return hearing;
            }
            taken = isRefused(hearing) ? taken : Optional.of(hearing);
        }
        Hearing last = submit(Partitioning.FIRST, input, until);
        return isRefused(last) ? taken.orElse(last) : last;
    }

    private static boolean isRefused(Hearing hearing) {
        return hearing instanceof Hearing.Heard heard && heard.answer() instanceof Answer.Refused;
    }

    /** A partition that could not take it lacks it, whatever the others did. */
    private static boolean isSetAside(Hearing hearing) {
        return hearing instanceof Hearing.Heard heard && heard.answer().equals(new Answer.Refused(Refusal.SET_ASIDE));
    }

    private Hearing submit(String name, Input input, long until) {
        CompletableFuture<Hearing> answer = new CompletableFuture<>();
        offer(name, new Work.Single(input, answer));
        return await(answer, until).orElseGet(() -> new Hearing.Busy(stillWaiting()));
    }

    private void offer(String name, Work work) {
        Door door = doors.get(name);
        if (door == null) {
            work.refuse(new Busy(COME_AGAIN, BusyReason.REBUILDING));
        } else {
            door.offer(work);
        }
    }

    private Optional<Busy> firstNotReady(Iterable<String> names) {
        for (String name : names) {
            Door door = doors.get(name);
            LoopState state = door == null ? LoopState.REBUILDING : door.state();
            if (state != LoopState.READY) {
                return Optional.of(new Busy(COME_AGAIN, state.busyReason()));
            }
        }
        return Optional.empty();
    }

    /** Empty when the caller's patience is at its end; the work itself goes on. */
    private static <T> Optional<T> await(CompletableFuture<T> answer, long until) {
        try {
            return Optional.of(answer.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Busy stillWaiting() {
        return new Busy(COME_AGAIN, BusyReason.DATABASE_UNAVAILABLE);
    }
}
