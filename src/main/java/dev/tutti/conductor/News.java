package dev.tutti.conductor;

import dev.tutti.decision.Action;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Elsewhere;
import dev.tutti.decision.Input;
import dev.tutti.engine.Partition;
import dev.tutti.journal.BudgetMarks;
import dev.tutti.journal.Journal;
import dev.tutti.journal.StoredState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What other partitions have committed, on its way into the journal of this one. What is told from partition to partition is
 * only that there is something; what it is stands in the rows. So nothing can be lost or come in the wrong order, and nothing
 * is asked while nobody has said anything.
 *
 * <p>Belongs to the partition's thread, except for {@link #expect}.
 */
final class News {

    private static final long BUDGET_MILLIS = Duration.ofDays(31).toMillis();

    private final String partition;
    private final Journal journal;
    private final Neighbours neighbours;
    private final TreeSet<String> wanted = new TreeSet<>();
    private BudgetMarks marks = new BudgetMarks();
    private volatile boolean expected = true;

    News(String partition, Journal journal, Neighbours neighbours) {
        this.partition = partition;
        this.journal = journal;
        this.neighbours = neighbours;
        neighbours.join(this);
    }

    /** Says that another partition has committed something that may matter here. */
    void expect() {
        expected = true;
    }

    /** Begins with what was committed, as the partition is rebuilt from it. */
    void restart(StoredState stored, Elsewhere elsewhere) {
        marks = stored.marks();
        elsewhere.open(stored.elsewhere());
        expected = true;
    }

    /** Which debits the partition knows. */
    BudgetMarks marks() {
        return marks;
    }

    /**
     * Has the partition conclude what there is to hear, before anything that it influences.
     *
     * @param at not before the partition's last input, and not after anything that is due
     * @param step lets the partition conclude
     */
    List<Conclusion> hear(Partition ready, long at, Step step) throws SQLException {
        List<Conclusion> conclusions = new ArrayList<>();
        if (!expected) {
            return conclusions;
        }
        expected = false;
        Input.HeardElsewhere heard;
        try {
            heard = journal.news(
                    partition,
                    marks,
                    at - BUDGET_MILLIS,
                    wanted,
                    ready.docket().elsewhere().all());
        } catch (SQLException e) {
            expected = true;
            throw e;
        }
        wanted.clear();
        if (!heard.isEmpty()) {
            conclusions.add(step.apply(ready, heard, at));
            // Of many debits only so many were read.
            expected = true;
        }
        return conclusions;
    }

    /** What was concluded was stale; what it would have opened may be open elsewhere. */
    void missed(List<Conclusion> conclusions) {
        conclusions.stream()
                .flatMap(conclusion -> conclusion.actions().stream())
                .map(Action::sameness)
                .forEach(wanted::add);
        expected = true;
    }

    /** Tells the others when something of it may matter to them. */
    void committed(List<Conclusion> conclusions) {
        boolean matters = conclusions.stream()
                .anyMatch(conclusion -> !conclusion.debits().isEmpty()
                        || conclusion.actions().stream().anyMatch(Action::closed));
        if (matters) {
            neighbours.tell(this);
        }
    }
}
