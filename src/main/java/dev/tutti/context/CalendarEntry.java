package dev.tutti.context;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.tutti.fact.Context;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Planned.Period;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;

/** What is so at some times only. */
sealed interface CalendarEntry extends Entry {

    /** A change freeze or maintenance window of a service; it begins at {@code from} and is over at {@code until}. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfPeriod(String id, String period, String service, String from, String until) implements CalendarEntry {

        public OfPeriod {
            id = Entry.orEmpty(id);
            period = Entry.orEmpty(period);
            service = Entry.orEmpty(service);
            from = Entry.orEmpty(from);
            until = Entry.orEmpty(until);
        }

        static OfPeriod of(Planned planned) {
            return new OfPeriod(
                    planned.id(),
                    planned.period().name(),
                    planned.service(),
                    Instant.ofEpochMilli(planned.from()).toString(),
                    Instant.ofEpochMilli(planned.until()).toString());
        }

        @Override
        public OfPeriod named(String path) {
            return new OfPeriod(Entry.orElse(id, path), period, service, from, until);
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            Checks check = new Checks(at, complaints);
            String spelled = check.identity("id", Section.PERIODS, id);
            check.text("service", service);
            Period kind = check.one("period", period, EnumSet.allOf(Period.class));
            long begin = check.time("from", from);
            long end = check.time("until", until);
            check.ends("until", begin, end);
            return check.fact(() -> new Planned(spelled, kind, service, begin, end));
        }
    }
}
