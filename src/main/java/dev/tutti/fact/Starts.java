package dev.tutti.fact;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.InstanceIterator;
import org.dmfs.rfc5545.RecurrenceSet;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recurrenceset.Difference;
import org.dmfs.rfc5545.recurrenceset.FastForwarded;
import org.dmfs.rfc5545.recurrenceset.Merged;
import org.dmfs.rfc5545.recurrenceset.OfList;
import org.dmfs.rfc5545.recurrenceset.OfRule;
import org.jspecify.annotations.Nullable;

/**
 * The local times at which a schedule begins. The recurrence is reckoned by the clock on the wall, for which the library is
 * told that it were UTC; what a place makes of such a time is the business of {@link Timing}.
 */
final class Starts {

    static final int MOST_COUNTED = 10_000;

    private static final int LONGEST_RULE = 500;

    /** So many are looked at before a rule is believed to go on. */
    private static final int TRIED = 100;

    private final RecurrenceSet all;
    private final LocalDateTime end;

    private Starts(RecurrenceSet all, LocalDateTime end) {
        this.all = all;
        this.end = end;
    }

    /**
     * @param end what would begin then or later is left out
     * @param zone by which an end of the rule is told, which it gives in UTC
     * @throws UnsoundSchedule with what to mend
     */
    static Starts of(
            LocalDateTime first,
            String every,
            List<LocalDateTime> also,
            List<LocalDateTime> except,
            LocalDateTime end,
            ZoneId zone) {
        List<RecurrenceSet> sets = new ArrayList<>();
        if (every.isEmpty()) {
            sets.add(new OfList(dateTime(first)));
        } else {
            sets.add(ruled(first, rule(every, zone)));
        }
        sets.add(list(also));
        return new Starts(new Difference(new Merged(sets), list(except)), end);
    }

    /** Those from this time on, in order, each once. */
    Iterator<LocalDateTime> from(LocalDateTime earliest) {
        return new Local(new FastForwarded(dateTime(earliest), all).iterator(), end);
    }

    private static RecurrenceSet ruled(LocalDateTime first, RecurrenceRule rule) {
        RecurrenceSet ruled = new OfRule(rule, dateTime(first));
        try {
            InstanceIterator instances = ruled.iterator();
            LocalDateTime begins = instances.hasNext() ? local(instances.next()) : null;
            if (!first.equals(begins)) {
                throw new UnsoundSchedule(
                        "from",
                        begins == null
                                ? "must not be later than the end of the rule"
                                : "must be a time that the rule names, the first of which is " + begins);
            }
            for (int i = 1; i < TRIED && instances.hasNext(); i++) {
                instances.next();
            }
        } catch (UnsoundSchedule e) {
            throw e;
        } catch (IllegalArgumentException e) {
            // Said by the library when it has looked for the next one for too long.
            throw new UnsoundSchedule("every", "must name days that come, and not too rarely for its FREQ");
        }
        return ruled;
    }

    private static RecurrenceRule rule(String text, ZoneId zone) {
        try {
            if (text.length() > LONGEST_RULE) {
                throw new UnsoundSchedule("every", "must have at most " + LONGEST_RULE + " characters");
            }
            RecurrenceRule rule = new RecurrenceRule(text, RfcMode.RFC5545_STRICT);
            if (rule.getFreq() == Freq.SECONDLY || rule.getFreq() == Freq.MINUTELY || rule.getFreq() == Freq.HOURLY) {
                throw new UnsoundSchedule("every", "must have a FREQ of DAILY, WEEKLY, MONTHLY or YEARLY");
            }
            if (several(rule, Part.BYMINUTE) || several(rule, Part.BYSECOND)) {
                throw new UnsoundSchedule("every", "must not begin more than once within an hour");
            }
            Integer count = rule.getCount();
            if (count != null && count > MOST_COUNTED) {
                throw new UnsoundSchedule(
                        "every",
                        "must have a COUNT of at most " + MOST_COUNTED + "; a rule without one goes on for ever");
            }
            DateTime until = rule.getUntil();
            if (until != null) {
                rule.setUntil(dateTime(onTheWall(until, zone)));
            }
            return rule;
        } catch (InvalidRecurrenceRuleException e) {
            throw new UnsoundSchedule(
                    "every", "must be a rule of RFC 5545 such as FREQ=WEEKLY;BYDAY=SU (" + e.getMessage() + ")");
        }
    }

    private static boolean several(RecurrenceRule rule, Part part) {
        List<Integer> values = rule.getByPart(part);
        return values != null && values.size() > 1;
    }

    /** RFC 5545 wants UTC; a date, which many calendars write, is meant to be inclusive. */
    private static LocalDateTime onTheWall(DateTime until, ZoneId zone) {
        LocalDateTime written = local(until);
        if (until.isAllDay()) {
            return written.toLocalDate().atTime(23, 59, 59);
        }
        return until.isFloating()
                ? written
                : written.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDateTime();
    }

    private static OfList list(List<LocalDateTime> times) {
        return new OfList(times.stream().sorted().map(Starts::dateTime).toList());
    }

    private static DateTime dateTime(LocalDateTime local) {
        return new DateTime(DateTime.UTC, local.toInstant(ZoneOffset.UTC).toEpochMilli());
    }

    private static LocalDateTime local(DateTime dateTime) {
        return LocalDateTime.of(
                dateTime.getYear(),
                dateTime.getMonth() + 1,
                dateTime.getDayOfMonth(),
                dateTime.getHours(),
                dateTime.getMinutes(),
                dateTime.getSeconds());
    }

    /** Ends where the calendar ends, and where the library gives up on a rule. */
    private static final class Local implements Iterator<LocalDateTime> {

        private final InstanceIterator instances;
        private final LocalDateTime end;
        private @Nullable LocalDateTime next;

        Local(InstanceIterator instances, LocalDateTime end) {
            this.instances = instances;
            this.end = end;
            this.next = read();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public LocalDateTime next() {
            LocalDateTime present = next;
            if (present == null) {
                throw new NoSuchElementException();
            }
            next = read();
            return present;
        }

        private @Nullable LocalDateTime read() {
            try {
                LocalDateTime read = instances.hasNext() ? local(instances.next()) : null;
                return read != null && read.isBefore(end) ? read : null;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }
}
