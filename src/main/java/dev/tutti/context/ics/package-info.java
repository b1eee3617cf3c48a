/**
 * Reads iCalendar (RFC 5545): which events a text holds, which of their properties say when, and in which time zone.
 *
 * <p>The lines are parsed by ical4j; its model of calendars and zones is not used, since that one would follow links to time
 * zones and registers rules of its own. A zone is the one of the IANA database that a name stands for, never what the text
 * itself says about offsets. Everything is bounded, and what cannot be read is an {@link dev.tutti.context.ics.IcsFlaw}, which
 * says what to mend. Nothing here knows services or periods.
 */
@NullMarked
package dev.tutti.context.ics;

import org.jspecify.annotations.NullMarked;
