package dev.tutti.context;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.tutti.fact.BreakGlassRight;
import dev.tutti.fact.ChargeSubject;
import dev.tutti.fact.Context;
import dev.tutti.fact.Delegation;
import dev.tutti.fact.InCharge;
import dev.tutti.fact.Person;
import dev.tutti.fact.SeparateDuties;
import dev.tutti.fact.Team;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Who may do what, in whose place, and together with whom. */
sealed interface PeopleEntry extends Entry {

    /** A human or machine with a token; it is only read here. */
    record OfPerson(String name, List<String> roles) implements PeopleEntry {

        static OfPerson of(Person person) {
            return new OfPerson(person.name(), person.roles());
        }

        @Override
        public OfPerson named(String path) {
            return this;
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            throw new UnsupportedOperationException("people follow the tokens");
        }
    }

    /** People who can be asked together. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfTeam(String name, List<String> members) implements PeopleEntry {

        static final int MAX_MEMBERS = 256;

        public OfTeam {
            name = Entry.orEmpty(name);
            members = Entry.orEmpty(members);
        }

        static OfTeam of(Team team) {
            return new OfTeam(team.name(), team.members());
        }

        @Override
        public OfTeam named(String path) {
            return new OfTeam(Entry.orElse(name, path), members);
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            Checks check = new Checks(at, complaints);
            String spelled = check.identity("name", Section.TEAMS, name);
            List<String> people = check.texts("members", members, MAX_MEMBERS);
            return check.fact(() -> new Team(spelled, people));
        }
    }

    /** Somebody answers in place of somebody else for a while. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfDelegation(String id, String delegator, String delegate, String from, String until)
            implements PeopleEntry {

        public OfDelegation {
            id = Entry.orEmpty(id);
            delegator = Entry.orEmpty(delegator);
            delegate = Entry.orEmpty(delegate);
            from = Entry.orEmpty(from);
            until = Entry.orEmpty(until);
        }

        static OfDelegation of(Delegation delegation) {
            return new OfDelegation(
                    delegation.id(),
                    delegation.delegator(),
                    delegation.delegate(),
                    Instant.ofEpochMilli(delegation.from()).toString(),
                    Instant.ofEpochMilli(delegation.until()).toString());
        }

        @Override
        public OfDelegation named(String path) {
            return new OfDelegation(Entry.orElse(id, path), delegator, delegate, from, until);
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            Checks check = new Checks(at, complaints);
            String spelled = check.identity("id", Section.DELEGATIONS, id);
            check.text("delegator", delegator);
            check.text("delegate", delegate);
            if (check.clean() && delegator.equalsIgnoreCase(delegate)) {
                check.complain("delegate", "must be somebody else than the delegator");
            }
            long begin = check.time("from", from);
            long end = check.time("until", until);
            check.ends("until", begin, end);
            return check.fact(() -> new Delegation(spelled, delegator, delegate, begin, end));
        }
    }

    /** Two people are due for this capability, each in a role of their own. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfDuties(String capability, String firstRole, String secondRole) implements PeopleEntry {

        public OfDuties {
            capability = Entry.orEmpty(capability);
            firstRole = Entry.orEmpty(firstRole);
            secondRole = Entry.orEmpty(secondRole);
        }

        static OfDuties of(SeparateDuties duties) {
            return new OfDuties(duties.capability(), duties.firstRole(), duties.secondRole());
        }

        @Override
        public OfDuties named(String path) {
            List<String> parts = Entry.parts(path, 3);
            return new OfDuties(
                    Entry.orElse(capability, parts.get(0)),
                    Entry.orElse(firstRole, parts.get(1)),
                    Entry.orElse(secondRole, parts.get(2)));
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            Checks check = new Checks(at, complaints);
            String what = check.capability("capability", capability);
            String first = check.role("firstRole", firstRole);
            String second = check.role("secondRole", secondRole);
            check.together("capability", what, first, second);
            return check.fact(() -> new SeparateDuties(what, first, second));
        }
    }

    /** Somebody may override a hold or a missing approval. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfBreakGlassRight(String person) implements PeopleEntry {

        public OfBreakGlassRight {
            person = Entry.orEmpty(person);
        }

        static OfBreakGlassRight of(BreakGlassRight right) {
            return new OfBreakGlassRight(right.person());
        }

        @Override
        public OfBreakGlassRight named(String path) {
            return new OfBreakGlassRight(Entry.orElse(person, path));
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            Checks check = new Checks(at, complaints);
            String spelled = check.identity("person", Section.BREAK_GLASS_RIGHTS, person);
            return check.fact(() -> new BreakGlassRight(spelled));
        }
    }

    /** Who is in charge of a policy, a service or an open incident. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfInCharge(String subject, String name, String person) implements PeopleEntry {

        public OfInCharge {
            subject = Entry.orEmpty(subject);
            name = Entry.orEmpty(name);
            person = Entry.orEmpty(person);
        }

        static OfInCharge of(InCharge inCharge) {
            return new OfInCharge(inCharge.subject().name(), inCharge.name(), inCharge.person());
        }

        @Override
        public OfInCharge named(String path) {
            List<String> parts = Entry.parts(path, 2);
            return new OfInCharge(Entry.orElse(subject, parts.get(0)), Entry.orElse(name, parts.get(1)), person);
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            Checks check = new Checks(at, complaints);
            ChargeSubject kind = check.one("subject", subject, EnumSet.allOf(ChargeSubject.class));
            String what = check.text("name", name.strip());
            check.text("person", person);
            check.together("name", kind.name(), what);
            return check.fact(() -> new InCharge(kind, what, person));
        }
    }
}
