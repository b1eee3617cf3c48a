package dev.tutti.context.ics;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarParserImpl;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.data.UnfoldingReader;

/**
 * The events of one iCalendar text.
 *
 * @param zone of the whole calendar, which many programs write beside the standard; {@code ""} when there is none
 * @param ignored how many components it has that are no events, time zones aside
 */
public record IcsFile(List<IcsEvent> events, String zone, int ignored) {

    public static final int MOST_CHARACTERS = 1024 * 1024;
    public static final int MOST_EVENTS = 1_000;

    /**
     * Reads a text.
     *
     * @throws IcsFlaw when it is no calendar, or too large a one
     */
    public static IcsFile read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IcsFlaw("", "The calendar has more than " + MOST_CHARACTERS + " characters; send it in parts");
        }
        IcsReading reading = new IcsReading();
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (UnfoldingReader lines = new UnfoldingReader(new StringReader(bare), true)) {
            new CalendarParserImpl().parse(lines, reading);
        } catch (ParserException e) {
            throw new IcsFlaw(
                    "",
                    "The text is no iCalendar (RFC 5545); it cannot be read from line " + e.getLineNo()
                            + " on, counted without the lines that continue another");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        IcsFile file = reading.file();
        if (file.events().size() > MOST_EVENTS) {
            throw new IcsFlaw("", "The calendar has more than " + MOST_EVENTS + " events; send it in parts");
        }
        return file;
    }

    /** The zone of the whole calendar by its IANA name, when it names one that is known. */
    public Optional<String> knownZone() {
        IcsProperty property = new IcsProperty("X-WR-TIMEZONE", Map.of(), zone);
        try {
            return zone.isEmpty() ? Optional.empty() : Optional.of(new IcsZones(Map.of()).find(property, zone));
        } catch (IcsFlaw unknown) {
            return Optional.empty();
        }
    }
}
