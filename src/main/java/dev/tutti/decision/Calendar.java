package dev.tutti.decision;

import dev.tutti.fact.Planned;
import dev.tutti.fact.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Turns planned periods into facts at their boundaries, so that no rule ever reads a clock. For each service and kind, and on
 * call for each person, overlapping periods are one fact, in force until the last of those ends that have begun.
 *
 * <p>The next boundary is asked for before every input; it is the first of a sorted set, however many periods and services
 * there are. A service is looked at when a period that covers it begins or ends, and when it changes itself.
 */
final class Calendar {

    private final Map<String, Course> courses = new HashMap<>();
    private final TreeSet<Course> soonestFirst = new TreeSet<>(Course.SOONEST_FIRST);
    private final Map<String, Service> services = new TreeMap<>();
    private final Map<Slot, PeriodsInForce> slots = new TreeMap<>(Slot.ORDER);

    void plan(Planned period, long now, FactChanges changes) {
        cancel(period.factId(), now, changes);
        Course course = new Course(period, now);
        if (!course.isOver(now)) {
            courses.put(period.factId(), course);
            soonestFirst.add(course);
            slot(period).follow(course, now);
            refresh(period, now, changes);
        }
    }

    void cancel(String factId, long now, FactChanges changes) {
        Course course = courses.remove(factId);
        if (course != null) {
            soonestFirst.remove(course);
            slot(course.period()).forget(course);
            refresh(course.period(), now, changes);
        }
    }

    /** Takes a service as it is now: what covers its tier or vertical covers it. */
    void know(Service service, long now, FactChanges changes) {
        services.put(service.name(), service);
        refresh(service.name(), now, changes);
    }

    /** A service that is no more is covered only by what names it. */
    void forget(String service, long now, FactChanges changes) {
        if (services.remove(service) != null) {
            refresh(service, now, changes);
        }
    }

    /** Brings in and takes out what has begun and ended by this time. */
    void turn(long now, FactChanges changes) {
        List<Planned> turned = new ArrayList<>();
        while (!soonestFirst.isEmpty() && soonestFirst.first().boundary() <= now) {
            Course course = soonestFirst.pollFirst();
            course.advance(now);
            slot(course.period()).follow(course, now);
            if (course.isOver(now)) {
                courses.remove(course.period().factId());
            } else {
                soonestFirst.add(course);
            }
            turned.add(course.period());
        }
        // After all of them: where one ends as another begins, the fact goes on.
        turned.forEach(period -> refresh(period, now, changes));
    }

    /** The next boundary; in the past when the calendar was not turned then. */
    OptionalLong nextBoundary() {
        return soonestFirst.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(soonestFirst.first().boundary());
    }

    private PeriodsInForce slot(Planned period) {
        return slots.computeIfAbsent(Slot.of(period), PeriodsInForce::new);
    }

    private void refresh(Planned period, long now, FactChanges changes) {
        PeriodsInForce slot = slot(period);
        if (!period.service().isEmpty()) {
            slot.refresh(period.service(), services.get(period.service()), now, changes);
        } else {
            services.values().stream()
                    .filter(period::covers)
                    .forEach(service -> slot.refresh(service.name(), service, now, changes));
        }
        if (slot.isEmpty()) {
            slots.remove(Slot.of(period));
        }
    }

    private void refresh(String service, long now, FactChanges changes) {
        slots.values().forEach(slot -> slot.refresh(service, services.get(service), now, changes));
    }
}
