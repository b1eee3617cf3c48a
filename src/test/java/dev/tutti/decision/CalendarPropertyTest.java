package dev.tutti.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.Criticality;
import dev.tutti.fact.DataClass;
import dev.tutti.fact.Fact;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Planned.Period;
import dev.tutti.fact.Schedule;
import dev.tutti.fact.Service;
import dev.tutti.fact.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** At any moment the calendar says what somebody would say who looked at every day of every period by himself. */
class CalendarPropertyTest {

    private static final List<String> ZONES =
            List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC");

    /** Shortly before the clocks change somewhere. */
    private static final List<String> STARTS = List.of(
            "2026-03-06T00:00:00Z",
            "2026-03-27T00:00:00Z",
            "2026-04-03T00:00:00Z",
            "2026-10-02T00:00:00Z",
            "2026-10-23T00:00:00Z",
            "2026-10-30T00:00:00Z");

    private static final List<Criticality> TIERS =
            List.of(Criticality.UNKNOWN, Criticality.UNKNOWN, Criticality.HIGH, Criticality.LOW);

    private static final List<Period> KINDS = List.of(Period.values());

    private final Map<String, Drawn> drawn = new TreeMap<>();
    private final Map<String, Service> services = new TreeMap<>();

    /** A period, and all of it that matters, reckoned here. */
    private record Drawn(Planned planned, List<Span> spans) {}

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void factsAreThoseOfEveryoneWhoLooksAtAll(@ForAll long seed) {
        Random random = new Random(seed);
        String start = STARTS.get(random.nextInt(STARTS.size()));
        long now = Almanac.millis(start);
        Almanac almanac = new Almanac(start);
        drawn.clear();
        services.clear();
        for (int i = 0; i < 60; i++) {
            now += Duration.ofMinutes(random.nextInt(600)).toMillis();
            almanac.at(now);
            assertThat(almanac.present()).as("at " + now).isEqualTo(expected(now));
            change(almanac, random, now);
            assertThat(almanac.present()).as("after a change at " + now).isEqualTo(expected(now));
            now = almanac.nextBoundary().orElse(now);
            assertThat(almanac.at(now).present()).as("at the boundary " + now).isEqualTo(expected(now));
        }
        assertThat(almanac.turns()).isPositive();
    }

    private void change(Almanac almanac, Random random, long now) {
        String service = "service-" + random.nextInt(4);
        String id = "p" + random.nextInt(8);
        switch (random.nextInt(6)) {
            case 0 -> {
                Service known = new Service(
                        service, "olga", TIERS.get(2 + random.nextInt(2)), vertical(random), DataClass.UNKNOWN, 0);
                services.put(service, known);
                almanac.know(known);
            }
            case 1 -> {
                services.remove(service);
                almanac.forget(service);
            }
            case 2 -> {
                drawn.remove(id);
                almanac.cancel(id);
            }
            default -> {
                Drawn next = random.nextBoolean() ? once(id, random, now) : often(id, random, now);
                drawn.put(id, next);
                almanac.plan(next.planned());
            }
        }
    }

    private static Drawn once(String id, Random random, long now) {
        long from = now + Duration.ofMinutes(random.nextInt(2_000) - 1_000).toMillis();
        long until = from + Duration.ofMinutes(1 + random.nextInt(2_000)).toMillis();
        Planned scope = scoped(id, random, from, until, Schedule.NONE);
        return new Drawn(scope, List.of(new Span(from, until)));
    }

    private static Drawn often(String id, Random random, long now) {
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        int every = 1 + random.nextInt(3);
        LocalDateTime first = Instant.ofEpochMilli(now)
                .atZone(zone)
                .toLocalDateTime()
                .toLocalDate()
                .minusDays(random.nextInt(9))
                .atTime(random.nextInt(5), 15 * random.nextInt(4));
        int minutes = 15 * (1 + random.nextInt(200));
        boolean onTheWall = random.nextBoolean();
        LocalDateTime left = first.plusDays((long) every * random.nextInt(12));
        Schedule schedule = new Schedule(
                zone.getId(),
                first.toString(),
                onTheWall ? first.plusMinutes(minutes).toString() : "",
                onTheWall ? "" : "PT" + minutes + "M",
                "FREQ=DAILY;INTERVAL=" + every,
                List.of(),
                left.equals(first) ? List.of() : List.of(left.toString()));
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            LocalDateTime day = first.plusDays((long) every * i);
            if (day.equals(first) || !day.equals(left)) {
                ZonedDateTime begin = day.atZone(zone);
                ZonedDateTime end =
                        onTheWall ? day.plusMinutes(minutes).atZone(zone) : begin.plus(Duration.ofMinutes(minutes));
                end = end.isAfter(begin) ? end : begin.plus(Duration.ofMinutes(minutes));
                spans.add(new Span(
                        begin.toInstant().toEpochMilli(), end.toInstant().toEpochMilli()));
            }
        }
        return new Drawn(scoped(id, random, spans.get(0).from(), spans.get(0).until(), schedule), spans);
    }

    private static Planned scoped(String id, Random random, long from, long until, Schedule schedule) {
        Period kind = KINDS.get(random.nextInt(KINDS.size()));
        boolean one = random.nextBoolean();
        String person = kind == Period.ON_CALL ? "person-" + random.nextInt(2) : "";
        String service = one ? "service-" + random.nextInt(4) : "";
        Criticality tier = one ? Criticality.UNKNOWN : TIERS.get(random.nextInt(TIERS.size()));
        return new Planned(id, kind, service, from, until, tier, one ? "" : vertical(random), person, schedule);
    }

    private static String vertical(Random random) {
        return random.nextBoolean() ? "" : "vertical-" + random.nextInt(2);
    }

    private List<Fact> expected(long now) {
        Map<String, Fact> facts = new TreeMap<>();
        for (String name : List.of("service-0", "service-1", "service-2", "service-3")) {
            Map<Slot, Long> ends = new TreeMap<>(Slot.ORDER);
            for (Drawn each : drawn.values()) {
                Service service = services.get(name);
                boolean covered = each.planned().service().equals(name)
                        || (each.planned().service().isEmpty() && service != null && agree(each.planned(), service));
                each.spans().stream()
                        .filter(span -> covered && span.from() <= now && now < span.until())
                        .forEach(span -> ends.merge(Slot.of(each.planned()), span.until(), Math::max));
            }
            ends.forEach((slot, until) -> {
                Fact fact = slot.fact(name, until);
                facts.put(fact.factId(), fact);
            });
        }
        return List.copyOf(facts.values());
    }

    private static boolean agree(Planned planned, Service service) {
        return (planned.tier() == Criticality.UNKNOWN || planned.tier() == service.criticality())
                && (planned.vertical().isEmpty() || planned.vertical().equals(service.vertical()));
    }
}
