package dev.tutti.context;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Context;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.Person;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What somebody writes and reads about one thing. What is missing in the JSON is empty here. The members that an answer adds
 * are ignored when they come back, so that what was read can be changed and sent.
 */
@JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
sealed interface Entry {

    /** The fact that this states; empty after complaints, whose pointers begin with this one. */
    Optional<Context> fact(String at, Complaints complaints);

    static Entry of(Context fact) {
        if (fact instanceof Service service) {
            return new OfService(
                    service.name(), service.owner(), service.criticality().name());
        }
        if (fact instanceof Asset asset) {
            return new OfAsset(asset.name(), asset.service(), asset.addresses());
        }
        if (fact instanceof Planned period) {
            return PeriodForm.of(period);
        }
        if (fact instanceof NoTouch noTouch) {
            return new OfNoTouch(noTouch.entry(), noTouch.why());
        }
        if (fact instanceof Person person) {
            return new OfPerson(person.name(), person.roles());
        }
        throw new IllegalArgumentException("nobody states a " + fact.getClass());
    }

    /** A service, who answers for it, and how much depends on it. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfService(String name, String owner, String criticality) implements Entry {

        public OfService {
            name = orEmpty(name);
            owner = orEmpty(owner);
            criticality = orEmpty(criticality);
        }

        OfService named(String path) {
            return new OfService(orElse(name, path), owner, criticality);
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            int before = complaints.count();
            String spelled = Section.SERVICES.spell(name);
            Spelling.flaw(spelled).ifPresent(flaw -> complaints.add(at + "/name", flaw));
            Spelling.flaw(owner).ifPresent(flaw -> complaints.add(at + "/owner", flaw));
            Optional<Criticality> known = one(Criticality.values(), criticality, at + "/criticality", complaints);
            return complaints.count() > before ? Optional.empty() : known.map(c -> new Service(spelled, owner, c));
        }
    }

    /** A machine or device, the service that it belongs to, and its addresses. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfAsset(String name, String service, List<String> addresses) implements Entry {

        static final int MAX_ADDRESSES = 256;

        public OfAsset {
            name = orEmpty(name);
            service = orEmpty(service);
            addresses = orEmpty(addresses);
        }

        OfAsset named(String path) {
            return new OfAsset(orElse(name, path), service, addresses);
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            int before = complaints.count();
            String spelled = Section.ASSETS.spell(name);
            Spelling.hostFlaw(spelled).ifPresent(flaw -> complaints.add(at + "/name", flaw));
            Spelling.flaw(service).ifPresent(flaw -> complaints.add(at + "/service", flaw));
            if (addresses.size() > MAX_ADDRESSES) {
                complaints.add(at + "/addresses", "must be at most " + MAX_ADDRESSES);
                return Optional.empty();
            }
            for (int i = 0; i < addresses.size(); i++) {
                if (Spelling.address(addresses.get(i)).isEmpty()) {
                    complaints.add(
                            at + "/addresses/" + i,
                            "must be one IP address of one machine, not a block, a range, a loopback or a multicast address");
                }
            }
            return complaints.count() > before
                    ? Optional.empty()
                    : Optional.of(new Asset(
                            spelled,
                            service,
                            addresses.stream()
                                    .flatMap(address -> Spelling.address(address).stream())
                                    .toList()));
        }
    }

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
            implements Entry {

        public OfPeriod {
            id = orEmpty(id);
            period = orEmpty(period);
            service = orEmpty(service);
            tier = orEmpty(tier);
            vertical = orEmpty(vertical);
            person = orEmpty(person);
            zone = orEmpty(zone);
            from = orEmpty(from);
            until = orEmpty(until);
            duration = orEmpty(duration);
            every = orEmpty(every);
            also = orEmpty(also);
            except = orEmpty(except);
        }

        /** One period of one service. */
        OfPeriod(String id, String period, String service, String from, String until) {
            this(id, period, service, "", "", false, "", "", from, until, "", "", List.of(), List.of());
        }

        OfPeriod named(String path) {
            return new OfPeriod(
                    orElse(id, path),
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

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            return new PeriodForm(this, at, complaints).fact();
        }
    }

    /** Something that no action may ever touch, and who wants that. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfNoTouch(String entry, String why) implements Entry {

        public OfNoTouch {
            entry = orEmpty(entry);
            why = orEmpty(why);
        }

        OfNoTouch named(String path) {
            return new OfNoTouch(orElse(entry, path), why);
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            int before = complaints.count();
            String spelled = Section.NO_TOUCH.spell(entry);
            NoTouchForm.flaw(spelled).ifPresent(flaw -> complaints.add(at + "/entry", flaw));
            Spelling.flaw(why).ifPresent(flaw -> complaints.add(at + "/why", flaw));
            return complaints.count() > before ? Optional.empty() : Optional.of(new NoTouch(spelled, why));
        }
    }

    /** A human or machine with a token; it is only read here. */
    record OfPerson(String name, List<String> roles) implements Entry {

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            throw new UnsupportedOperationException("people follow the tokens");
        }
    }

    private static String orEmpty(String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static List<String> orEmpty(List<String> texts) {
        return texts == null ? List.of() : texts.stream().map(Entry::orEmpty).toList();
    }

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    /** The constant of this name; empty after a complaint that lists them. */
    static <E extends Enum<E>> Optional<E> one(E[] all, String name, String at, Complaints complaints) {
        Optional<E> known =
                Arrays.stream(all).filter(each -> each.name().equals(name)).findFirst();
        if (known.isEmpty()) {
            complaints.add(
                    at, "must be one of " + Arrays.stream(all).map(Enum::name).collect(Collectors.joining(", ")));
        }
        return known;
    }
}
