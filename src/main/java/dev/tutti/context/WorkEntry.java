package dev.tutti.context;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.tutti.fact.Change;
import dev.tutti.fact.ChangeKind;
import dev.tutti.fact.Context;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Incident;
import dev.tutti.fact.Mandate;
import dev.tutti.fact.MandatedFunction;
import dev.tutti.fact.Upkeep;
import dev.tutti.fact.UpkeepKind;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What is going on and what has to be seen to: incidents, changes, upkeep, and what every tier must have. */
sealed interface WorkEntry extends Entry {

    /** An incident that is being worked on. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfIncident(String id, String title, String service) implements WorkEntry {

        public OfIncident {
            id = Entry.orEmpty(id);
            title = Entry.orEmpty(title);
            service = Entry.orEmpty(service);
        }

        static OfIncident of(Incident incident) {
            return new OfIncident(incident.id(), incident.title(), incident.service());
        }

        @Override
        public OfIncident named(String path) {
            return new OfIncident(Entry.orElse(id, path), title, service);
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            Checks check = new Checks(at, complaints);
            String spelled = check.identity("id", Section.INCIDENTS, id);
            check.text("title", title);
            check.text("service", service);
            return check.fact(() -> new Incident(spelled, title, service));
        }
    }

    /** A change that was announced. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfChange(String id, String kind, String service, String what) implements WorkEntry {

        public OfChange {
            id = Entry.orEmpty(id);
            kind = Entry.orEmpty(kind);
            service = Entry.orEmpty(service);
            what = Entry.orEmpty(what);
        }

        static OfChange of(Change change) {
            return new OfChange(change.id(), change.kind().name(), change.service(), change.what());
        }

        @Override
        public OfChange named(String path) {
            return new OfChange(Entry.orElse(id, path), kind, service, what);
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            Checks check = new Checks(at, complaints);
            String spelled = check.identity("id", Section.CHANGES, id);
            ChangeKind known = check.one("kind", kind, EnumSet.allOf(ChangeKind.class));
            check.text("service", service);
            check.text("what", what);
            return check.fact(() -> new Change(spelled, known, service, what));
        }
    }

    /** Something that has to be done every so many hours, last at {@code since}; without hours once, by {@code since}. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfUpkeep(String id, String kind, String owner, String since, int everyHours) implements WorkEntry {

        private static final Pattern POLICY = Pattern.compile("[A-Z]{3,4}-[0-9]{3}");

        /** All but reviews, which are due by policy.yaml or by a broken glass, and which nobody else puts off. */
        private static final Set<UpkeepKind> STATED = Collections.unmodifiableSet(
                EnumSet.complementOf(EnumSet.of(UpkeepKind.POLICY_REVIEW, UpkeepKind.OVERRIDE_REVIEW)));

        /** Ten years. */
        static final int MOST_HOURS = 87_600;

        public OfUpkeep {
            id = Entry.orEmpty(id);
            kind = Entry.orEmpty(kind);
            owner = Entry.orEmpty(owner);
            since = Entry.orEmpty(since);
        }

        static OfUpkeep of(Upkeep upkeep) {
            return new OfUpkeep(
                    upkeep.id(),
                    upkeep.kind().name(),
                    upkeep.owner(),
                    Instant.ofEpochMilli(upkeep.since()).toString(),
                    upkeep.everyHours());
        }

        @Override
        public OfUpkeep named(String path) {
            return new OfUpkeep(Entry.orElse(id, path), kind, owner, since, everyHours);
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            Checks check = new Checks(at, complaints);
            String spelled = check.identity("id", Section.UPKEEP, id);
            if (POLICY.matcher(spelled).matches()) {
                check.complain("id", "must not look like the id of a policy, whose review Tutti sees to itself");
            }
            UpkeepKind known = check.one("kind", kind, STATED);
            check.text("owner", owner);
            long last = check.time("since", since);
            check.number("everyHours", everyHours, 0, MOST_HOURS);
            return check.fact(() -> new Upkeep(spelled, known, owner, last, everyHours));
        }
    }

    /** Services of this tier must have this function behind them. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfMandate(String criticality, String function) implements WorkEntry {

        public OfMandate {
            criticality = Entry.orEmpty(criticality);
            function = Entry.orEmpty(function);
        }

        static OfMandate of(Mandate mandate) {
            return new OfMandate(
                    mandate.criticality().name(), mandate.function().name());
        }

        @Override
        public OfMandate named(String path) {
            List<String> parts = Entry.parts(path, 2);
            return new OfMandate(Entry.orElse(criticality, parts.get(0)), Entry.orElse(function, parts.get(1)));
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            Checks check = new Checks(at, complaints);
            Criticality tier = check.one("criticality", criticality, EstateEntry.TIERS);
            MandatedFunction known = check.one("function", function, EnumSet.allOf(MandatedFunction.class));
            return check.fact(() -> new Mandate(tier, known));
        }
    }
}
