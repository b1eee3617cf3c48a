package dev.tutti.context.ics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.fortuna.ical4j.data.ContentHandler;

/** Collects what the parser tells: the events with their own properties, and what time zones are said to be. */
final class IcsReading implements ContentHandler {

    private static final String EVENT = "VEVENT";
    private static final String ZONE = "VTIMEZONE";

    private final Deque<String> components = new ArrayDeque<>();
    private final List<List<IcsProperty>> events = new ArrayList<>();
    private final Map<String, String> locations = new HashMap<>();
    private final Map<String, String> parameters = new HashMap<>();
    private String calendarZone = "";
    private String zone = "";
    private String location = "";
    private String property = "";
    private String value = "";
    private int ignored;

    IcsFile file() {
        IcsZones zones = new IcsZones(locations);
        List<IcsEvent> read = new ArrayList<>();
        events.forEach(properties -> read.add(new IcsEvent(read.size() + 1, properties, zones)));
        return new IcsFile(List.copyOf(read), calendarZone, ignored);
    }

    @Override
    public void startCalendar() {
        components.clear();
    }

    @Override
    public void endCalendar() {
        components.clear();
    }

    @Override
    public void startComponent(String name) {
        boolean outermost = components.isEmpty();
        components.push(name.toUpperCase(Locale.ROOT));
        if (outermost && isIn(EVENT)) {
            events.add(new ArrayList<>());
        } else if (outermost && isIn(ZONE)) {
            zone = "";
            location = "";
        } else if (outermost) {
            ignored++;
        }
    }

    @Override
    public void endComponent(String name) {
        if (isIn(ZONE) && !zone.isEmpty() && !location.isEmpty()) {
            locations.put(zone, location);
        }
        components.poll();
    }

    @Override
    public void startProperty(String name) {
        property = name.toUpperCase(Locale.ROOT);
        value = "";
        parameters.clear();
    }

    @Override
    public void parameter(String name, String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        parameters.put(name.toUpperCase(Locale.ROOT), quoted ? text.substring(1, text.length() - 1) : text);
    }

    @Override
    public void propertyValue(String text) {
        value = text.strip();
    }

    @Override
    public void endProperty(String name) {
        if (isIn(EVENT)) {
            events.get(events.size() - 1).add(new IcsProperty(property, Map.copyOf(parameters), value));
        } else if (isIn(ZONE)) {
            zone = property.equals("TZID") ? value : zone;
            location = property.equals("X-LIC-LOCATION") ? value : location;
        } else if (components.isEmpty() && property.equals("X-WR-TIMEZONE")) {
            calendarZone = value;
        }
    }

    /** Not within what it contains, such as an alarm. */
    private boolean isIn(String component) {
        return components.size() == 1 && component.equals(components.peek());
    }
}
