package dev.tutti.intake.format;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads the times that stand in lines of logs: with names of months, without a year, without a zone.
 *
 * <p>Without a year it is the one that puts the time nearest to now and not ahead of it, without a zone it is the zone given. A time before 1990
 * or more than a day ahead counts as unreadable, as does one whose zone nobody knows.
 */
final class LogTimes {

    private static final int LONGEST = 64;
    private static final String CLOCK =
            "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2}))?(?:[.,](?<fraction>\\d{1,9}))?";
    private static final String ZONE = "(?: ?(?<half>[AaPp][Mm]))?(?: ?(?<zone>[A-Za-z+-][A-Za-z0-9+:/_-]{0,40}))?";
    private static final String MONTH = "(?<month>[\\p{L}\\p{M}]{3,10})\\.?";

    /** Month first, with or without a year there or at the end: CEF, RFC 3164, ctime, Java's Date. */
    private static final Pattern MONTH_FIRST = Pattern.compile("(?:\\p{L}{3,9},? )?" + MONTH
            + " +(?<day>\\d{1,2}),?(?: +(?<year>\\d{4}),?)? +" + CLOCK + ZONE + "(?: (?<late>\\d{4}))?");

    /** Day first: RFC 1123, and what web servers and the French write. */
    private static final Pattern DAY_FIRST = Pattern.compile("(?:\\p{L}{3,9},? )?(?<day>\\d{1,2})[ /-]" + MONTH
            + "[ /-](?<year>\\d{4})[ :T]" + CLOCK + ZONE + "(?<late>)?");

    /** ISO 8601 and its relatives; the zone may be missing. */
    private static final Pattern YEAR_FIRST = Pattern.compile(
            "(?<year>\\d{4})[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})[ T]" + CLOCK + ZONE + "(?<late>)?");

    /** With half days it is American; without them nobody can tell the month from the day. */
    private static final Pattern AMERICAN = Pattern.compile("(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?<year>\\d{4}),? "
            + CLOCK + " ?(?<half>[AaPp][Mm])(?: ?(?<zone>[A-Za-z+-][A-Za-z0-9+:/_-]{0,40}))?(?<late>)?");

    /** The letters of a pattern that stand for a zone by its name. */
    private static final String NAME_OF_ZONE = "zv";

    /** Made once: each formatter with such a letter gathers the names of all zones again, and the pattern is the sender's. */
    private static final DateTimeFormatter ZONE_BY_NAME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("[zzzz][z]")
            .toFormatter(Locale.ENGLISH);

    private static final List<Pattern> PATTERNS = List.of(MONTH_FIRST, DAY_FIRST, YEAR_FIRST, AMERICAN);

    private static final Pattern HEADING = Pattern.compile(
            MONTH + " +(?<day>\\d{1,2})(?: +(?<year>\\d{4}))? +" + CLOCK + "(?<half>)?(?<zone>)?(?<late>)?");

    private final Times times;

    LogTimes(Times times) {
        this.times = times;
    }

    /** The time that the whole text is. */
    Optional<Instant> read(String text, ZoneId otherwise) {
        String said = text.strip();
        if (said.isEmpty() || said.length() > LONGEST) {
            return Optional.empty();
        }
        Optional<Instant> exact = Times.read(said);
        return (exact.isPresent() ? exact : written(said, otherwise)).filter(this::credible);
    }

    /** The same, written after a pattern of Java's, as LEEF has it; {@code epoch} and {@code ""} are patterns, too. */
    Optional<Instant> read(String text, String pattern, ZoneId otherwise) {
        Optional<Instant> patterned = patterned(text.strip(), pattern.strip(), otherwise);
        return patterned.isPresent() ? patterned : read(text, otherwise);
    }

    /** The time with which a syslog header begins, its priority and version taken off; it has no zone and means UTC. */
    Optional<Instant> heading(String header) {
        Matcher named = HEADING.matcher(header);
        if (named.lookingAt()) {
            return calendar(named, ZoneOffset.UTC).filter(this::credible);
        }
        int end = header.indexOf(' ');
        return read(end < 0 ? header : header.substring(0, end), ZoneOffset.UTC);
    }

    private Optional<Instant> written(String text, ZoneId otherwise) {
        return PATTERNS.stream()
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::matches)
                .findFirst()
                .flatMap(found -> calendar(found, otherwise));
    }

    private Optional<Instant> calendar(Matcher found, ZoneId otherwise) {
        String named = said(found, "zone");
        Optional<ZoneId> zone = named.isEmpty() ? Optional.of(otherwise) : ZoneNames.zone(named);
        String year = said(found, "year") + said(found, "late");
        if (zone.isEmpty() || year.length() > 4) {
            return Optional.empty();
        }
        if (!year.isEmpty()) {
            return moment(Integer.parseInt(year), found, zone.get());
        }
        Instant now = times.now();
        int thisYear = now.atZone(zone.get()).getYear();
        return IntStream.rangeClosed(thisYear - 1, thisYear + 1)
                .mapToObj(near -> moment(near, found, zone.get()))
                .flatMap(Optional::stream)
                .filter(this::credible)
                .min(Comparator.comparing(time -> Duration.between(now, time).abs()));
    }

    private static Optional<Instant> moment(int year, Matcher found, ZoneId zone) {
        try {
            var time = LocalDateTime.of(
                    year,
                    MonthNames.number(said(found, "month")),
                    Integer.parseInt(said(found, "day")),
                    hour(Integer.parseInt(said(found, "hour")), said(found, "half")),
                    Integer.parseInt(said(found, "minute")),
                    Integer.parseInt("0" + said(found, "second")),
                    Integer.parseInt((said(found, "fraction") + "000000000").substring(0, 9)));
            return Optional.of(time.atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String said(Matcher found, String group) {
        return Objects.requireNonNullElse(found.group(group), "");
    }

    private static int hour(int hour, String half) {
        if (half.isEmpty() || hour > 12) {
            return hour;
        }
        return hour % 12 + (half.equalsIgnoreCase("pm") ? 12 : 0);
    }

    private Optional<Instant> patterned(String text, String pattern, ZoneId otherwise) {
        if (pattern.isEmpty() || pattern.length() > LONGEST || text.length() > LONGEST) {
            return Optional.empty();
        }
        // A zone by its name comes last, where it comes at all.
        int zoneFrom = pattern.length();
        while (zoneFrom > 0 && NAME_OF_ZONE.indexOf(pattern.charAt(zoneFrom - 1)) >= 0) {
            zoneFrom--;
        }
        String clock = pattern.substring(0, zoneFrom);
        if (clock.chars().anyMatch(letter -> NAME_OF_ZONE.indexOf(letter) >= 0)) {
            return Optional.empty();
        }
        try {
            var formatter = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(clock)
                    .toFormatter(Locale.ENGLISH);
            if (zoneFrom == pattern.length()) {
                TemporalAccessor read = formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
                ZonedDateTime time =
                        read instanceof LocalDateTime local ? local.atZone(otherwise) : ZonedDateTime.from(read);
                return Optional.of(time.toInstant()).filter(this::credible);
            }
            var end = new ParsePosition(0);
            LocalDateTime time = LocalDateTime.from(formatter.parse(text, end));
            ZoneId zone = ZONE_BY_NAME.parse(text.substring(end.getIndex()), ZoneId::from);
            return Optional.of(time.atZone(zone).toInstant()).filter(this::credible);
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean credible(Instant time) {
        return times.doubt(time) == null;
    }
}
