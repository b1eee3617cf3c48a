package dev.tutti.decision;

import dev.tutti.fact.ChangeFreeze;
import dev.tutti.fact.Context;
import dev.tutti.fact.MaintenanceWindow;
import dev.tutti.fact.Planned;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Turns planned periods into facts at their boundaries, so that no rule ever reads a clock. Overlapping periods of one
 * service and kind are one fact, in force until the last of them ends.
 */
final class Calendar {

    private final Map<String, Planned> planned = new TreeMap<>();

    void plan(Planned period, long now, FactChanges changes) {
        cancel(period.factId(), now, changes);
        if (period.until() > now) {
            planned.put(period.factId(), period);
            refresh(period, now, changes);
        }
    }

    void cancel(String factId, long now, FactChanges changes) {
        Planned period = planned.remove(factId);
        if (period != null) {
            refresh(period, now, changes);
        }
    }

    /** Brings in and takes out what begins and ends at this time. */
    void turn(long now, FactChanges changes) {
        for (Planned period : planned.values().stream().toList()) {
            if (period.until() <= now) {
                planned.remove(period.factId());
                refresh(period, now, changes);
            } else if (period.from() == now) {
                refresh(period, now, changes);
            }
        }
    }

    /** The next boundary after this time. */
    OptionalLong nextBoundary(long now) {
        return planned.values().stream()
                .flatMapToLong(period -> LongStream.of(period.from(), period.until()))
                .filter(boundary -> boundary > now)
                .min();
    }

    private void refresh(Planned about, long now, FactChanges changes) {
        OptionalLong until = planned.values().stream()
                .filter(p -> p.service().equals(about.service()) && p.period() == about.period())
                .filter(p -> p.from() <= now && now < p.until())
                .mapToLong(Planned::until)
                .max();
        Context fact = fact(about, until.orElse(0));
        if (until.isPresent()) {
            changes.state(fact);
        } else {
            changes.remove(fact.factId());
        }
    }

    private static Context fact(Planned about, long until) {
        return switch (about.period()) {
            case CHANGE_FREEZE -> new ChangeFreeze(about.service(), until);
            case MAINTENANCE_WINDOW -> new MaintenanceWindow(about.service(), until);
        };
    }
}
