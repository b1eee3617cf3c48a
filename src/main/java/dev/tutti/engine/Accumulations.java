package dev.tutti.engine;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.drools.core.reteoo.TupleImpl;

/**
 * The matches over an accumulation that have fired. They have no events by which to know them, but each stays the same object
 * while its result changes; the engine takes our mark from it when it stands no longer.
 */
final class Accumulations {

    /** Marks a match that has fired, for as long as it stands. */
    private static final Object FIRED = new Object();

    private static final int FEW = 1_000;

    private final Set<TupleImpl> fired = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<TupleImpl> held = Collections.newSetFromMap(new IdentityHashMap<>());
    private int most = FEW;

    /** Notes that it fires, and says whether it had fired before and stood since. */
    boolean fire(TupleImpl match) {
        boolean before = match.getContextObject() == FIRED || held.contains(match);
        match.setContextObject(FIRED);
        fired.add(match);
        if (fired.size() > most) {
            prune();
            most = Math.max(FEW, 2 * fired.size());
        }
        return before;
    }

    /**
     * What stands now counts as standing until this is called again: where one event takes the place of another, a match is
     * gone for a moment that nobody sees.
     */
    void hold(boolean holding) {
        held.clear();
        if (holding) {
            prune();
            held.addAll(fired);
        }
    }

    private void prune() {
        fired.removeIf(match -> match.getContextObject() != FIRED);
    }
}
