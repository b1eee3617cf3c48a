package dev.tutti.journal;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which debits of each budget one partition knows: all up to a number, whoever made them, and those of its own beyond. It is
 * part of the partition's state, belongs to its thread, and changes by what was committed only.
 */
public final class BudgetMarks {

    private static final class Mark {
        private long upTo;
        private final TreeSet<Long> own = new TreeSet<>();

        private void close() {
            own.headSet(upTo, true).clear();
            while (!own.isEmpty() && own.first() == upTo + 1) {
                own.pollFirst();
                upTo++;
            }
        }
    }

    private final Map<String, Mark> marks = new TreeMap<>();

    /** The number up to which every debit is known. */
    long upTo(String budget) {
        Mark mark = marks.get(budget);
        return mark == null ? 0 : mark.upTo;
    }

    /** How many debits are known. */
    long known(String budget) {
        Mark mark = marks.get(budget);
        return mark == null ? 0 : mark.upTo + mark.own.size();
    }

    /** The same after everything up to this number was heard. */
    long knownAfter(String budget, long heardUpTo) {
        Mark mark = marks.get(budget);
        if (mark == null) {
            return heardUpTo;
        }
        long upTo = Math.max(mark.upTo, heardUpTo);
        return upTo + mark.own.tailSet(upTo, false).size();
    }

    void hear(String budget, long upTo) {
        Mark mark = marks.computeIfAbsent(budget, name -> new Mark());
        mark.upTo = Math.max(mark.upTo, upTo);
        mark.close();
    }

    /** The partition made this debit itself. */
    void draw(String budget, long number) {
        Mark mark = marks.computeIfAbsent(budget, name -> new Mark());
        mark.own.add(number);
        mark.close();
    }
}
