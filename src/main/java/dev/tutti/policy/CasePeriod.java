package dev.tutti.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Planned.Period;
import dev.tutti.fact.Schedule;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** The words of a case that say what stands in the calendar. */
public final class CasePeriod {

    static final List<String> WORDS = List.of("freeze", "window", "businessHours", "holiday", "onCall");

    private CasePeriod() {}

    /**
     * What a step says that its schema has let through.
     *
     * @param at when the step takes place, and the period begins unless it says otherwise
     * @throws dev.tutti.fact.UnsoundSchedule when it has a zone and cannot be followed there
     */
    public static Planned of(String word, JsonNode node, Instant at, String id) {
        Criticality tier = node.has("tier") ? Criticality.valueOf(text(node, "tier")) : Criticality.UNKNOWN;
        if (node.has("zone")) {
            return Planned.by(
                    schedule(node),
                    id,
                    kind(word),
                    text(node, "service"),
                    tier,
                    text(node, "vertical"),
                    text(node, "person"));
        }
        Instant from = node.has("from") ? time(text(node, "from")) : at;
        return new Planned(
                id,
                kind(word),
                text(node, "service"),
                from.toEpochMilli(),
                time(text(node, "until")).toEpochMilli(),
                tier,
                text(node, "vertical"),
                text(node, "person"),
                Schedule.NONE);
    }

    private static Period kind(String word) {
        return switch (word) {
            case "freeze" -> Period.CHANGE_FREEZE;
            case "window" -> Period.MAINTENANCE_WINDOW;
            case "businessHours" -> Period.BUSINESS_HOURS;
            case "holiday" -> Period.HOLIDAY;
            case "onCall" -> Period.ON_CALL;
            default -> throw new IllegalArgumentException("no period is called '" + word + "' in a case");
        };
    }

    private static Schedule schedule(JsonNode node) {
        return new Schedule(
                text(node, "zone"),
                text(node, "from"),
                text(node, "until"),
                text(node, "duration"),
                text(node, "every"),
                YamlDocument.texts(node.path("also")),
                YamlDocument.texts(node.path("except")));
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText("");
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
