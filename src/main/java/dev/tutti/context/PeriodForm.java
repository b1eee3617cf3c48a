package dev.tutti.context;

import dev.tutti.context.CalendarEntry.OfPeriod;
import dev.tutti.fact.Context;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Planned.Period;
import dev.tutti.fact.Schedule;
import dev.tutti.fact.UnsoundSchedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is checked of a period in the calendar, before it becomes a fact. */
final class PeriodForm {

    static final Duration LONGEST = Duration.ofDays(366);

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private static final Criticality[] TIERS = {
        Criticality.LOW, Criticality.NORMAL, Criticality.HIGH, Criticality.CRITICAL
    };

    private final OfPeriod entry;
    private final String at;
    private final Complaints complaints;
    private final int before;

    PeriodForm(OfPeriod entry, String at, Complaints complaints) {
        this.entry = entry;
        this.at = at;
        this.complaints = complaints;
        this.before = complaints.count();
    }

    static OfPeriod of(Planned period) {
        Schedule schedule = period.schedule();
        boolean bySchedule = !schedule.equals(Schedule.NONE);
        String tier = period.tier() == Criticality.UNKNOWN ? "" : period.tier().name();
        return new OfPeriod(
                period.id(),
                period.period().name(),
                period.service(),
                tier,
                period.vertical(),
                period.service().isEmpty()
                        && tier.isEmpty()
                        && period.vertical().isEmpty(),
                period.person(),
                schedule.zone(),
                bySchedule
                        ? schedule.from()
                        : Instant.ofEpochMilli(period.from()).toString(),
                bySchedule
                        ? schedule.until()
                        : Instant.ofEpochMilli(period.until()).toString(),
                schedule.duration(),
                schedule.every(),
                schedule.also(),
                schedule.except());
    }

    /** The fact; empty after complaints. */
    Optional<Context> fact() {
        String id = Section.PERIODS.spell(entry.id());
        Spelling.flaw(id).ifPresent(flaw -> complain("id", flaw));
        Optional<Period> kind = one(Period.values(), entry.period(), at + "/period", complaints);
        Criticality tier = scope();
        kind.ifPresent(this::person);
        return entry.zone().isEmpty()
                ? kind.flatMap(known -> betweenTimes(id, known, tier))
                : kind.flatMap(known -> bySchedule(id, known, tier));
    }

    /** The tier, after complaints about the rest of what it covers. */
    private Criticality scope() {
        boolean many =
                entry.all() || !entry.tier().isEmpty() || !entry.vertical().isEmpty();
        if (!entry.service().isEmpty() && many) {
            complain("service", "must be left out where all, a tier or a vertical is named");
        } else if (entry.service().isEmpty() && !many) {
            complain("service", "is missing; name a service, a tier or a vertical, or say all");
        } else if (!many) {
            Spelling.flaw(entry.service()).ifPresent(flaw -> complain("service", flaw));
        }
        if (entry.all() && (!entry.tier().isEmpty() || !entry.vertical().isEmpty())) {
            complain("all", "must be left out where a tier or a vertical is named");
        }
        if (!entry.vertical().isEmpty()) {
            Spelling.flaw(entry.vertical()).ifPresent(flaw -> complain("vertical", flaw));
        }
        return entry.tier().isEmpty()
                ? Criticality.UNKNOWN
                : one(TIERS, entry.tier(), at + "/tier", complaints).orElse(Criticality.UNKNOWN);
    }

    private void person(Period kind) {
        if (kind == Period.ON_CALL) {
            Spelling.flaw(entry.person()).ifPresent(flaw -> complain("person", flaw));
        } else if (!entry.person().isEmpty()) {
            complain("person", "must be left out; only " + Period.ON_CALL + " is about a person");
        }
    }

    private Optional<Context> betweenTimes(String id, Period kind, Criticality tier) {
        if (!entry.every().isEmpty()
                || !entry.duration().isEmpty()
                || !entry.also().isEmpty()
                || !entry.except().isEmpty()) {
            complain("zone", "is missing; every, duration, also and except are told by the clocks of a place");
            return Optional.empty();
        }
        long from = time(entry.from(), "from");
        long until = time(entry.until(), "until");
        if (complaints.count() > before) {
            return Optional.empty();
        }
        if (until <= from) {
            complain("until", "must be later than from");
        } else if (until - from > LONGEST.toMillis()) {
            complain("until", "must be at most " + LONGEST.toDays() + " days after from");
        }
        return complaints.count() > before
                ? Optional.empty()
                : Optional.of(new Planned(
                        id, kind, entry.service(), from, until, tier, entry.vertical(), entry.person(), Schedule.NONE));
    }

    private Optional<Context> bySchedule(String id, Period kind, Criticality tier) {
        if (complaints.count() > before) {
            return Optional.empty();
        }
        Schedule schedule = new Schedule(
                entry.zone(),
                entry.from(),
                entry.until(),
                entry.duration(),
                entry.every(),
                entry.also(),
                entry.except());
        try {
            return Optional.of(Planned.by(schedule, id, kind, entry.service(), tier, entry.vertical(), entry.person()));
        } catch (UnsoundSchedule unsound) {
            complain(unsound.component(), unsound.flaw());
            return Optional.empty();
        }
    }

    private long time(String text, String member) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
                return time.toEpochMilli();
            }
            complain(member, "must lie between 2000 and 2200");
        } catch (DateTimeException e) {
            complain(
                    member,
                    "must be a time with an offset, such as 2026-03-01T10:00:00Z, or a local time together with a zone");
        }
        return 0;
    }

    private void complain(String member, String flaw) {
        complaints.add(at + "/" + member, flaw);
    }

    /** The constant of this name; empty after a complaint that lists them. */
    private static <E extends Enum<E>> Optional<E> one(E[] all, String name, String at, Complaints complaints) {
        Optional<E> known =
                Arrays.stream(all).filter(each -> each.name().equals(name)).findFirst();
        if (known.isEmpty()) {
            complaints.add(
                    at, "must be one of " + Arrays.stream(all).map(Enum::name).collect(Collectors.joining(", ")));
        }
        return known;
    }
}
