package dev.tutti.context;

import dev.tutti.fact.Asset;
import dev.tutti.fact.BreakGlassRight;
import dev.tutti.fact.BusinessFlow;
import dev.tutti.fact.Change;
import dev.tutti.fact.ChargeSubject;
import dev.tutti.fact.Context;
import dev.tutti.fact.Delegation;
import dev.tutti.fact.InCharge;
import dev.tutti.fact.Incident;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Service;
import dev.tutti.fact.Team;
import dev.tutti.fact.Upkeep;
import dev.tutti.problem.FieldError;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what is allowed and may still be a mistake: names that lead nowhere, and times that are over. */
final class Doubts {

    private final Set<String> people;
    private final Set<String> known;
    private final long now;

    /**
     * @param people who has a token
     * @param known the fact ids of services, verticals and teams, once everything wanted is stated
     */
    Doubts(Collection<String> people, Set<String> known, Clock clock) {
        this.people = people.stream().map(Doubts::key).collect(Collectors.toSet());
        this.known = known;
        this.now = clock.millis();
    }

    List<FieldError> about(Collection<Wanted> wanted) {
        Complaints doubts = new Complaints();
        wanted.forEach(each -> about(each.fact(), each.pointer(), doubts));
        return doubts.shown();
    }

    private void about(Context fact, String at, Complaints doubts) {
        if (fact instanceof Service service) {
            person(service.owner(), at + "/owner", "nobody can answer when the owner is asked", doubts);
            if (!service.vertical().isEmpty() && !known.contains(Section.VERTICALS.factId(service.vertical()))) {
                doubts.add(at + "/vertical", "there is no vertical " + service.vertical() + " yet");
            }
        } else if (fact instanceof Asset asset) {
            service(asset.service(), at, doubts);
        } else if (fact instanceof BusinessFlow flow) {
            service(flow.service(), at, doubts);
            endOfFlow(flow.source(), at + "/source", doubts);
            endOfFlow(flow.destination(), at + "/destination", doubts);
        } else if (fact instanceof Incident incident) {
            service(incident.service(), at, doubts);
        } else if (fact instanceof Change change) {
            service(change.service(), at, doubts);
        } else if (fact instanceof Planned period) {
            if (!period.service().isEmpty()) {
                service(period.service(), at, doubts);
            }
            if (!period.endingAfter(now).hasNext()) {
                doubts.add(at + "/until", "this period is over already");
            }
        } else {
            aboutPeople(fact, at, doubts);
        }
    }

    private void aboutPeople(Context fact, String at, Complaints doubts) {
        if (fact instanceof Team team) {
            for (int i = 0; i < team.members().size(); i++) {
                person(team.members().get(i), at + "/members/" + i, "this member cannot be asked", doubts);
            }
        } else if (fact instanceof Delegation delegation) {
            person(delegation.delegator(), at + "/delegator", "there is nothing to delegate", doubts);
            person(delegation.delegate(), at + "/delegate", "nobody can answer instead", doubts);
            over(delegation.until(), "this delegation", at, doubts);
        } else if (fact instanceof BreakGlassRight right) {
            person(right.person(), at + "/person", "nobody can use this right", doubts);
        } else if (fact instanceof InCharge inCharge) {
            person(inCharge.person(), at + "/person", "nobody can be reached here who is in charge", doubts);
            if (inCharge.subject() == ChargeSubject.SERVICE
                    && !known.contains(Section.SERVICES.factId(inCharge.name()))) {
                doubts.add(at + "/name", "there is no service " + inCharge.name() + " yet");
            }
        } else if (fact instanceof Upkeep upkeep && !known.contains(Section.TEAMS.factId(upkeep.owner()))) {
            person(
                    upkeep.owner(),
                    at + "/owner",
                    "nobody here sees to it when it is overdue, unless it is a team",
                    doubts);
        }
    }

    private void person(String name, String at, String so, Complaints doubts) {
        if (!people.contains(key(name))) {
            doubts.add(at, "nobody called " + name + " has a token, so " + so);
        }
    }

    private void service(String service, String at, Complaints doubts) {
        if (!known.contains(Section.SERVICES.factId(service))) {
            doubts.add(at + "/service", "there is no service " + service + " yet; policies about services pass it by");
        }
    }

    private static void endOfFlow(String end, String at, Complaints doubts) {
        if (end.endsWith("/0")) {
            doubts.add(at, "covers every address, so that whatever is blocked at the other end waits for the owner");
        }
    }

    private void over(long until, String what, String at, Complaints doubts) {
        if (until <= now) {
            doubts.add(at + "/until", what + " is over already");
        }
    }

    /** Owners are asked by name without regard to case. */
    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
