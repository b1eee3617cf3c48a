package dev.tutti.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much of each budget was used, and when. A debit counts for the length of the window: with a window of one hour a
 * debit of 10:00:00.000 is free again at 11:00:00.000. The debit of an action that was approved beyond the limit counts
 * like any other.
 *
 * <p>Kept in memory and loaded from what was committed. A debit is forgotten when it is older than 31 days and than the
 * longest window ever asked for; a budget with {@link #MAX_DEBITS} debits within its window has no room, whatever its
 * limit, so the memory is bounded by what humans approve beyond that. Not safe for use by several threads.
 */
public final class BudgetLedger {

    /**
     * One use of a budget by an action.
     *
     * @param spare how many more debits before it would have left it within the limit; {@link #BEYOND} when people approved
     *     it, whatever was drawn
     * @param amount how much it draws, at least 1
     */
    public record Debit(String budget, String actionId, long at, int spare, int amount) {

        /** A debit of one. */
        public Debit(String budget, String actionId, long at, int spare) {
            this(budget, actionId, at, spare, 1);
        }

        /** A debit of one that nothing can put in question any longer. */
        public Debit(String budget, String actionId, long at) {
            this(budget, actionId, at, BEYOND);
        }
    }

    /** The {@link Debit#spare} of a debit that needs no room. */
    public static final int BEYOND = Integer.MAX_VALUE;

    public static final int MAX_DEBITS = 100_000;

    private static final long MIN_KEPT_MILLIS = 31L * 24 * 60 * 60_000;

    private final Map<String, Drawn> budgets = new HashMap<>();
    private final List<Debit> fresh = new ArrayList<>();
    private long keptMillis = MIN_KEPT_MILLIS;
    private long prunedAt = Long.MIN_VALUE;

    public BudgetLedger() {}

    /** A ledger with what was committed; debits of the same moment in their order of opening. */
    public BudgetLedger(Collection<Debit> committed) {
        load(committed);
    }

    /** Adds what was committed, here or by another partition; it is not new to {@link #drain}. Known debits change nothing. */
    public void load(Collection<Debit> committed) {
        committed.forEach(this::enter);
    }

    /** Whether one more action may draw on the budget. */
    public boolean hasRoom(String budget, int limit, long windowMillis, long now) {
        return hasRoom(budget, "", limit, windowMillis, now);
    }

    /**
     * Whether this action may draw on the budget, or did so within the limit: an action that was debited within the window
     * competes only with those debited before it, so that ruling on it again gives the same answer.
     */
    boolean hasRoom(String budget, String actionId, int limit, long windowMillis, long now) {
        return room(budget, actionId, limit, windowMillis, now) > 0;
    }

    /** How much more, this action included, may be drawn on the budget before this one has no room; never below 0. */
    int room(String budget, String actionId, int limit, long windowMillis, long now) {
        return (int) Math.max(0, Math.min(limit, MAX_DEBITS) - used(budget, actionId, windowMillis, now));
    }

    /** How much was drawn within the window, before this action if it was debited then. */
    long used(String budget, String actionId, long windowMillis, long now) {
        keptMillis = Math.max(keptMillis, windowMillis);
        Drawn drawn = budgets.get(budget);
        return drawn == null ? 0 : drawn.before(actionId, now - windowMillis);
    }

    /** Debits the budget, within its limit or beyond; false when this action had been debited before. */
    public boolean debit(String budget, String actionId, long now) {
        return debit(new Debit(budget, actionId, now));
    }

    /** The same, with all that is to be remembered of it. */
    boolean debit(Debit debit) {
        prune(debit.at());
        boolean entered = enter(debit);
        if (entered) {
            fresh.add(debit);
        }
        return entered;
    }

    /** The debits made since the last call, in order; the caller commits them. */
    public List<Debit> drain() {
        List<Debit> drained = List.copyOf(fresh);
        fresh.clear();
        return drained;
    }

    private boolean enter(Debit debit) {
        return budgets.computeIfAbsent(debit.budget(), name -> new Drawn()).enter(debit);
    }

    /** At most once an hour of the journal's time: it walks over everything. */
    private void prune(long now) {
        if (prunedAt != Long.MIN_VALUE && now - prunedAt < 60 * 60_000L) {
            return;
        }
        prunedAt = now;
        budgets.values().forEach(drawn -> drawn.forget(now - keptMillis));
        budgets.values().removeIf(drawn -> drawn.debits.isEmpty());
    }

    int size() {
        return budgets.values().stream().mapToInt(drawn -> drawn.debits.size()).sum();
    }

    /** The debits of one budget, oldest first. */
    private static final class Drawn {

        private final List<Debit> debits = new ArrayList<>();
        private final Set<String> actions = new HashSet<>();

        boolean enter(Debit debit) {
            if (!actions.add(debit.actionId())) {
                return false;
            }
            boolean later = !debits.isEmpty() && debits.get(debits.size() - 1).at() > debit.at();
            debits.add(debit);
            if (later) {
                debits.sort(Comparator.comparingLong(Debit::at));
            }
            return true;
        }

        /** How much was drawn after this time, and before the action's own debit if that is among them. */
        long before(String actionId, long since) {
            long sum = 0;
            for (int i = debits.size() - 1; i >= 0 && debits.get(i).at() > since; i--) {
                Debit debit = debits.get(i);
                sum = debit.actionId().equals(actionId) ? 0 : sum + debit.amount();
            }
            return sum;
        }

        void forget(long until) {
            debits.removeIf(debit -> debit.at() <= until && actions.remove(debit.actionId()));
        }
    }
}
