package dev.tutti.context;

import dev.tutti.context.CalendarEntry.OfPeriod;
import dev.tutti.context.ics.IcsEvent;
import dev.tutti.context.ics.IcsFile;
import dev.tutti.context.ics.IcsFlaw;
import dev.tutti.context.ics.IcsTime;
import dev.tutti.fact.Planned.Period;
import dev.tutti.problem.FieldError;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns the events of a calendar into periods. An event becomes the period of its UID within what the import covers, so that the
 * same calendar may be sent any number of times, and for several services. An event that takes place in the stead of another
 * becomes a period of its own, and the other leaves its time out.
 */
final class CalendarImport {

    private static final Pattern STAMP = Pattern.compile("\\d{8}T\\d{6}Z");

    /** Which property of an event says what a member of a period says. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "id", "UID",
            "person", "SUMMARY",
            "zone", "DTSTART",
            "from", "DTSTART",
            "until", "DTEND",
            "duration", "DURATION",
            "every", "RRULE",
            "also", "RDATE",
            "except", "EXDATE");

    private final OfPeriod pattern;
    private final String zoneOfDays;
    private final Complaints complaints;
    private final Map<String, List<IcsTime>> replaced = new HashMap<>();
    private final Map<String, Integer> masters = new HashMap<>();
    private final Set<String> cancelled = new HashSet<>();
    private final Map<String, Event> wanted = new LinkedHashMap<>();

    /** An event and the period that it is to become. */
    record Event(IcsEvent event, Wanted wanted) {}

    /**
     * Reads all events.
     *
     * @param pattern what is the same for all of them; its zone is the one in which days begin
     */
    CalendarImport(OfPeriod pattern, IcsFile file, Complaints complaints) {
        this.pattern = pattern;
        this.zoneOfDays = pattern.zone().isEmpty() ? file.knownZone().orElse("") : pattern.zone();
        this.complaints = complaints;
        file.events().forEach(event -> guard(event, () -> noteReplaced(event), false));
        file.events().forEach(event -> guard(event, () -> take(event), true));
    }

    /** What is to be stated, in the order of the events. */
    List<Event> wanted() {
        return List.copyOf(wanted.values());
    }

    /**
     * Which of the periods that hold now are to end: events that were called off, and such in the stead of another as the
     * calendar names no more. What it does not name at all stays.
     */
    List<String> outdated(Stream<String> held) {
        return held.filter(id -> cancelled.contains(id) || isForgotten(id)).toList();
    }

    /** What the import covers, as it stands before the UID in an identity. */
    static String scope(OfPeriod pattern) {
        if (!pattern.service().isEmpty()) {
            return "service:" + pattern.service();
        }
        List<String> parts = new ArrayList<>();
        if (!pattern.tier().isEmpty()) {
            parts.add("tier:" + pattern.tier());
        }
        if (!pattern.vertical().isEmpty()) {
            parts.add("vertical:" + pattern.vertical());
        }
        return parts.isEmpty() ? "all" : String.join(",", parts);
    }

    private boolean isForgotten(String id) {
        int slash = id.lastIndexOf('/');
        return slash > 0
                && STAMP.matcher(id.substring(slash + 1)).matches()
                && masters.containsKey(id.substring(0, slash))
                && !wanted.containsKey(id);
    }

    private void noteReplaced(IcsEvent event) {
        event.insteadOf()
                .ifPresent(time -> replaced.computeIfAbsent(event.uid(), uid -> new ArrayList<>())
                        .add(time));
    }

    private void take(IcsEvent event) {
        if (event.uid().isEmpty()) {
            complain(event, "UID", "is missing");
            return;
        }
        String master = scope(pattern) + "/" + event.uid();
        String id = event.insteadOf().map(time -> master + "/" + time.stamp()).orElse(master);
        Integer first = event.insteadOf().isEmpty() ? masters.putIfAbsent(id, event.number()) : null;
        if (first != null || wanted.containsKey(id)) {
            complain(event, "UID", "names the same event as another one in this calendar");
        } else if (event.isCancelled()) {
            cancelled.add(id);
        } else {
            period(event, id);
        }
    }

    private void period(IcsEvent event, String id) {
        IcsTime begin = event.begin();
        if (begin.isDay() && zoneOfDays.isEmpty()) {
            complain(
                    event,
                    "DTSTART",
                    "is a day, which begins at another moment in every place; add the parameter zone to the request,"
                            + " such as zone=Europe/Berlin");
            return;
        }
        boolean instead = event.insteadOf().isPresent();
        if (instead && !event.rule().isEmpty()) {
            complain(event, "RRULE", "must be left out where there is a RECURRENCE-ID");
            return;
        }
        OfPeriod period = new OfPeriod(
                id,
                pattern.period(),
                pattern.service(),
                pattern.tier(),
                pattern.vertical(),
                pattern.all(),
                isOnCall() && pattern.person().isEmpty() ? event.summary() : pattern.person(),
                begin.isDay() ? zoneOfDays : begin.zone(),
                begin.local().toString(),
                event.end().map(LocalDateTime::toString).orElse(""),
                event.duration(),
                event.rule(),
                texts(event.further().stream()),
                texts(Stream.concat(event.exceptions().stream(), instead ? Stream.empty() : leftOut(event))));
        String at = at(event);
        Complaints own = new Complaints();
        period.fact(at, own).ifPresent(fact -> wanted.put(id, new Event(event, new Wanted(at, fact))));
        for (FieldError error : own.shown()) {
            String member = error.pointer().substring(at.length() + 1);
            complain(event, PROPERTIES.getOrDefault(member, member), error.detail());
        }
    }

    private Stream<LocalDateTime> leftOut(IcsEvent event) {
        return replaced.getOrDefault(event.uid(), List.of()).stream().map(event::onTheWall);
    }

    private boolean isOnCall() {
        return pattern.period().equals(Period.ON_CALL.name());
    }

    private void guard(IcsEvent event, Runnable work, boolean aloud) {
        try {
            work.run();
        } catch (IcsFlaw flaw) {
            if (aloud) {
                complain(event, flaw.property(), flaw.text());
            }
        }
    }

    /** The event is named by what its author knows of it. */
    private void complain(IcsEvent event, String property, String flaw) {
        String summary = guardedName(event);
        complaints.add(at(event) + "/" + property, property + " of event " + event.number() + summary + " " + flaw);
    }

    private static String guardedName(IcsEvent event) {
        try {
            return event.summary().isEmpty() ? "" : " (" + event.summary() + ")";
        } catch (IcsFlaw flaw) {
            return "";
        }
    }

    private static String at(IcsEvent event) {
        return "/VEVENT/" + event.number();
    }

    private static List<String> texts(Stream<LocalDateTime> times) {
        return times.map(LocalDateTime::toString).toList();
    }
}
