package dev.tutti.context;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.tutti.fact.Context;
import dev.tutti.fact.Planned;
import java.util.List;
import java.util.Optional;

/** What is so at some times only. */
sealed interface CalendarEntry extends Entry {

    /**
     * A period in the calendar of a service, or of all in a tier, a vertical or both. It begins at {@code from} and is over at
     * {@code until}: with a zone local times there, which a rule may repeat, and without one points in time.
     */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    @JsonInclude(Include.NON_EMPTY)
    record OfPeriod(
            String id,
            String period,
            String service,
            String tier,
            String vertical,
            @JsonInclude(Include.NON_DEFAULT) boolean all,
            String person,
            String zone,
            String from,
            String until,
            String duration,
            String every,
            List<String> also,
            List<String> except)
            implements CalendarEntry {

        public OfPeriod {
            id = Entry.orEmpty(id);
            period = Entry.orEmpty(period);
            service = Entry.orEmpty(service);
            tier = Entry.orEmpty(tier);
            vertical = Entry.orEmpty(vertical);
            person = Entry.orEmpty(person);
            zone = Entry.orEmpty(zone);
            from = Entry.orEmpty(from);
            until = Entry.orEmpty(until);
            duration = Entry.orEmpty(duration);
            every = Entry.orEmpty(every);
            also = Entry.orEmpty(also);
            except = Entry.orEmpty(except);
        }

        /** One period of one service. */
        OfPeriod(String id, String period, String service, String from, String until) {
            this(id, period, service, "", "", false, "", "", from, until, "", "", List.of(), List.of());
        }

        @Override
        public OfPeriod named(String path) {
            return new OfPeriod(
                    Entry.orElse(id, path),
                    period,
                    service,
                    tier,
                    vertical,
                    all,
                    person,
                    zone,
                    from,
                    until,
                    duration,
                    every,
                    also,
                    except);
        }

        static OfPeriod of(Planned planned) {
            return PeriodForm.of(planned);
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            return new PeriodForm(this, at, complaints).fact();
        }
    }
}
