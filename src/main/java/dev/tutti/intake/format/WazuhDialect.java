package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Wazuh's alerts, version 4: the lines of {@code alerts.json} as its integrator hands them on, and the documents that its
 * indexer keeps of them. An agent is the machine that is watched; agent 000 is the manager itself, which speaks for others.
 */
final class WazuhDialect implements JsonDialect {

    private static final String MANAGER = "000";

    private final KindTable kinds = KindTable.load("wazuh-1");

    @Override
    public String name() {
        return "wazuh";
    }

    @Override
    public String mapping() {
        return kinds.version();
    }

    @Override
    public boolean recognises(ObjectNode object) {
        return pieces(Piece.whole(object, "")).stream().limit(1).anyMatch(piece -> isAlert(piece.node()));
    }

    private static boolean isAlert(ObjectNode alert) {
        return Fields.holds(alert, "rule.level")
                && Stream.of("agent.id", "agent.name", "manager.name", "decoder.name")
                        .anyMatch(member -> Fields.holds(alert, member));
    }

    /** The integrations with Shuffle and its like put the alert below words of their own. */
    @Override
    public List<Piece> pieces(Piece whole) {
        return whole.node().path("all_fields") instanceof ObjectNode alert
                ? List.of(whole.only("/all_fields", alert))
                : Hits.of(whole);
    }

    @Override
    public void read(Fields alert, Draft draft) {
        String rule = alert.required("rule.id");
        String description = alert.required("rule.description");
        alert.requiredTime("timestamp", "@timestamp").ifPresent(draft::observedAt);
        String id = alert.text("id");
        if (!id.isEmpty()) {
            draft.sourceId(Stream.of(alert.text("cluster.node"), alert.text("manager.name"), id)
                    .filter(part -> !part.isEmpty())
                    .reduce((one, other) -> one + ":" + other)
                    .orElse(id));
        }
        draft.title(description);
        draft.rule(rule, description);
        draft.product("Wazuh");
        draft.rating(rating(alert));
        draft.kind(kinds.kindOf(Map.of(
                "group", alert.texts("rule.groups").toList(),
                "tactic", alert.texts("rule.mitre.tactic").toList())));
        draft.techniques(alert.texts("rule.mitre.id"));
        draft.tactics(alert.texts("rule.mitre.tactic"));
        draft.link(alert.text("data.virustotal.permalink"));
        WazuhObservables.read(alert, draft, alert.text("agent.id").equals(MANAGER));
    }

    /** The levels of its documentation, "Rules classification": 0 to 16. */
    private static Rating rating(Fields alert) {
        BigDecimal level = alert.number("rule.level").orElse(BigDecimal.valueOf(-1));
        String original = alert.text("rule.level");
        int number = level.compareTo(BigDecimal.valueOf(100)) > 0 ? 100 : level.intValue();
        if (number < 0 || number > 16) {
            return new Rating(-1, original);
        }
        if (number <= 2) {
            return new Rating(5, original);
        }
        if (number <= 6) {
            return new Rating(21, original);
        }
        if (number <= 11) {
            return new Rating(47, original);
        }
        return new Rating(number <= 14 ? 73 : 99, original);
    }
}
