package dev.tutti.context;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Context;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.Person;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Planned.Period;
import dev.tutti.fact.Service;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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
            return new OfPeriod(
                    period.id(),
                    period.period().name(),
                    period.service(),
                    Instant.ofEpochMilli(period.from()).toString(),
                    Instant.ofEpochMilli(period.until()).toString());
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
            addresses = addresses == null
                    ? List.of()
                    : addresses.stream().map(Entry::orEmpty).toList();
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

    /** A change freeze or maintenance window of a service; it begins at {@code from} and is over at {@code until}. */
    @JsonIgnoreProperties({"statedBy", "statedAt", "warnings"})
    record OfPeriod(String id, String period, String service, String from, String until) implements Entry {

        static final Duration LONGEST = Duration.ofDays(366);

        private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
        private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

        public OfPeriod {
            id = orEmpty(id);
            period = orEmpty(period);
            service = orEmpty(service);
            from = orEmpty(from);
            until = orEmpty(until);
        }

        OfPeriod named(String path) {
            return new OfPeriod(orElse(id, path), period, service, from, until);
        }

        @Override
        public Optional<Context> fact(String at, Complaints complaints) {
            int before = complaints.count();
            String spelled = Section.PERIODS.spell(id);
            Spelling.flaw(spelled).ifPresent(flaw -> complaints.add(at + "/id", flaw));
            Spelling.flaw(service).ifPresent(flaw -> complaints.add(at + "/service", flaw));
            Optional<Period> known = one(Period.values(), period, at + "/period", complaints);
            long begin = time(from, at + "/from", complaints);
            long end = time(until, at + "/until", complaints);
            if (complaints.count() > before) {
                return Optional.empty();
            }
            if (end <= begin) {
                complaints.add(at + "/until", "must be later than from");
            } else if (end - begin > LONGEST.toMillis()) {
                complaints.add(at + "/until", "must be at most " + LONGEST.toDays() + " days after from");
            }
            return complaints.count() > before
                    ? Optional.empty()
                    : known.map(p -> new Planned(spelled, p, service, begin, end));
        }

        private static long time(String text, String at, Complaints complaints) {
            try {
                Instant time = OffsetDateTime.parse(text).toInstant();
                if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
                    return time.toEpochMilli();
                }
                complaints.add(at, "must lie between 2000 and 2200");
            } catch (DateTimeException e) {
                complaints.add(at, "must be a time with an offset, such as 2026-03-01T10:00:00Z");
            }
            return 0;
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

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

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
