package dev.tutti.context;

import dev.tutti.fact.Asset;
import dev.tutti.fact.Context;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Service;
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
    private final Set<String> services;
    private final long now;

    /**
     * @param people who has a token
     * @param services all that will be known once everything wanted is stated
     */
    Doubts(Collection<String> people, Set<String> services, Clock clock) {
        this.people = people.stream().map(Doubts::key).collect(Collectors.toSet());
        this.services = services;
        this.now = clock.millis();
    }

    List<FieldError> about(Collection<Wanted> wanted) {
        Complaints doubts = new Complaints();
        wanted.forEach(each -> about(each.fact(), each.pointer(), doubts));
        return doubts.shown();
    }

    private void about(Context fact, String at, Complaints doubts) {
        if (fact instanceof Service service && !people.contains(key(service.owner()))) {
            doubts.add(
                    at + "/owner",
                    "nobody called " + service.owner() + " has a token, so nobody can answer when the owner is asked");
        }
        if (fact instanceof Asset asset) {
            aboutService(asset.service(), at, doubts);
        }
        if (fact instanceof Planned period) {
            if (!period.service().isEmpty()) {
                aboutService(period.service(), at, doubts);
            }
            if (!period.endingAfter(now).hasNext()) {
                doubts.add(at + "/until", "this period is over already");
            }
        }
    }

    private void aboutService(String service, String at, Complaints doubts) {
        if (!services.contains(service)) {
            doubts.add(at + "/service", "there is no service " + service + " yet; policies about services pass it by");
        }
    }

    /** Owners are asked by name without regard to case. */
    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
