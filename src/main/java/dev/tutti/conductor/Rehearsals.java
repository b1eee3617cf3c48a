package dev.tutti.conductor;

import dev.tutti.conductor.Reception.Busy;
import dev.tutti.conductor.Reception.BusyReason;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.DecisionRecord;
import dev.tutti.decision.Identities;
import dev.tutti.decision.Input;
import dev.tutti.engine.EngineFailure;
import dev.tutti.engine.Partition;
import dev.tutti.fact.AlertReport;
import dev.tutti.journal.FrozenJournal;
import dev.tutti.journal.Journal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Plays reports on a copy of the partition that would hear them. The copy is made of the journal as it stood when it was
 * asked for, in a transaction in which nothing can be written, and under the rules in force; it takes as long as a start does.
 */
final class Rehearsals implements RehearsalDesk {

    private static final Logger LOG = Logger.getLogger(Rehearsals.class);
    private static final Duration COME_AGAIN = Duration.ofSeconds(10);

    /** What fell due while nobody was there is made up one due time at a time, as at a start; not without an end. */
    private static final int MOST_TICKS = 10_000;

    private final Means means;
    private final DataSource dataSource;
    private final Hearers hearers;
    private final BooleanSupplier heapIsFull;
    private final Semaphore one = new Semaphore(1);

    /** Says which partition would hear each of the reports, in order. */
    interface Hearers {
        List<String> of(List<AlertReport> reports) throws SQLException;
    }

    Rehearsals(Means means, DataSource dataSource, Hearers hearers, BooleanSupplier heapIsFull) {
        this.means = means;
        this.dataSource = dataSource;
        this.hearers = hearers;
        this.heapIsFull = heapIsFull;
    }

    @Override
    public Rehearsal rehearse(List<AlertReport> reports) {
        if (heapIsFull.getAsBoolean()) {
            return turnedAway(BusyReason.HEAP);
        }
        if (!one.tryAcquire()) {
            return turnedAway(BusyReason.QUEUE_FULL);
        }
        try (FrozenJournal frozen = FrozenJournal.of(dataSource)) {
            return new Rehearsal.Played(play(reports, frozen.journal()));
        } catch (SQLException e) {
            LOG.warnf("nothing can be rehearsed now: %s", e.getMessage());
            return turnedAway(BusyReason.DATABASE_UNAVAILABLE);
        } catch (EngineFailure e) {
            LOG.warnf("the rules failed on a rehearsal, as they would have in earnest: %s", e.getMessage());
            return turnedAway(BusyReason.REBUILDING);
        } finally {
            one.release();
        }
    }

    private List<Would> play(List<AlertReport> reports, Journal journal) throws SQLException {
        List<String> names = hearers.of(reports);
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int place = 0; place < reports.size(); place++) {
            places.computeIfAbsent(names.get(place), name -> new ArrayList<>()).add(place);
        }
        Would[] played = new Would[reports.size()];
        for (Map.Entry<String, List<Integer>> part : places.entrySet()) {
            List<Integer> of = part.getValue();
            List<Would> answers =
                    play(part.getKey(), of.stream().map(reports::get).toList(), journal);
            for (int i = 0; i < of.size(); i++) {
                played[of.get(i)] = answers.get(i);
            }
        }
        return Arrays.asList(played);
    }

    private List<Would> play(String name, List<AlertReport> reports, Journal journal) throws SQLException {
        Rulebook rulebook = means.rules().now();
        Restoration restoration = Restoration.of(name, means, journal, rulebook);
        News news = new News(name, journal, new Neighbours());
        news.restart(restoration.stored(), restoration.docket().elsewhere());
        KnownAlerts known = KnownAlerts.of(reports, journal);
        Partition copy = restoration.partition(expected -> {}, reached -> {});
        try {
            String before = restoration.stored().ruleSetVersion();
            copy.apply(new Input.RulesSwitched(before, rulebook.ruleSet().version()), now(copy));
            news.hear(copy, now(copy), Partition::apply);
            List<Would> played = new ArrayList<>();
            List<Conclusion> concluded = new ArrayList<>();
            for (AlertReport report : reports) {
                played.add(play(copy, report, known, concluded));
            }
            return played;
        } finally {
            copy.close();
        }
    }

    private Would play(Partition copy, AlertReport report, KnownAlerts known, List<Conclusion> concluded) {
        String id = Identities.alert(report);
        var repeat = known.repeat(id);
        if (repeat.isPresent()) {
            return new Would(true, repeat.get().conflict(), repeat.get().decision(), List.of(), List.of());
        }
        int ticks = 0;
        for (OptionalLong due = copy.nextDue();
                due.isPresent() && due.getAsLong() <= now(copy) && ticks < MOST_TICKS;
                due = copy.nextDue()) {
            concluded.add(copy.apply(new Input.Tick(), Math.max(due.getAsLong(), copy.now())));
            ticks++;
        }
        Input.AlertReceived received = known.input(id, report, concluded);
        Conclusion conclusion = copy.apply(received, now(copy));
        concluded.add(conclusion);
        DecisionRecord decision = conclusion.decisions().get(0);
        known.receipt(received, decision);
        return new Would(
                false,
                received.conflict(),
                decision.headline().name(),
                decision.items().stream().map(Asked::of).toList(),
                conclusion.firings().stream().map(Fired::of).toList());
    }

    private long now(Partition copy) {
        return Math.max(means.clock().millis(), copy.now());
    }

    private static Rehearsal turnedAway(BusyReason reason) {
        return new Rehearsal.TurnedAway(new Busy(COME_AGAIN, reason));
    }
}
