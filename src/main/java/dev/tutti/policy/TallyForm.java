package dev.tutti.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import dev.tutti.fact.TallyDeclaration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a {@code policy.yaml} wants counted, and whether that can be counted. */
final class TallyForm {

    private TallyForm() {}

    /** The sound ones; what is wrong with the others was added to the findings. */
    static List<TallyDeclaration> read(YamlDocument head, List<Finding> findings) {
        List<TallyDeclaration> tallies = new ArrayList<>();
        List<JsonNode> nodes = head.root().path("tallies").valueStream().toList();
        for (int i = 0; i < nodes.size(); i++) {
            JsonNode node = nodes.get(i);
            List<Finding> wrong = check(head, "/tallies/" + i, node);
            findings.addAll(wrong);
            if (wrong.isEmpty()) {
                tallies.add(declaration(node));
            }
        }
        return tallies;
    }

    /** What only all policies together can have wrong: two tallies of one name, too many of them. */
    static void checkTogether(List<PolicyFolder.Read> policies, List<Finding> findings) {
        Map<String, String> declaredBy = new TreeMap<>();
        int counting = 0;
        for (PolicyFolder.Read read : policies) {
            Policy policy = read.policy();
            boolean counts = policy.status() == Status.ACTIVE || policy.status() == Status.QUARANTINED;
            for (int i = 0; i < policy.tallies().size(); i++) {
                String name = policy.tallies().get(i).name();
                String first = declaredBy.putIfAbsent(name, policy.id());
                if (first != null) {
                    findings.add(read.head()
                            .at("/tallies/" + i + "/name", first + " declares a tally " + name + ", too; rename one"));
                } else if (counts && ++counting > TallyDeclaration.MOST) {
                    findings.add(read.head()
                            .at(
                                    "/tallies/" + i + "/name",
                                    "the active policies declare more than " + TallyDeclaration.MOST
                                            + " tallies; several policies may match one"));
                }
            }
        }
    }

    private static List<Finding> check(YamlDocument head, String pointer, JsonNode node) {
        List<Finding> wrong = new ArrayList<>();
        Duration window = duration(node, "window");
        if (window.compareTo(TallyDeclaration.LONGEST_EVENT_WINDOW) <= 0) {
            wrong.add(head.at(
                    pointer + "/window",
                    "a window of 15 minutes or less needs no tally; write it over events in the rule, as in"
                            + " window:time( " + node.path("window").asText() + " )"));
        } else if (window.compareTo(TallyDeclaration.LONGEST_WINDOW) > 0) {
            wrong.add(head.at(pointer + "/window", "a tally's window is at most 31 days"));
        }
        if (node.has("recent") && wrong.isEmpty() && !TallyDeclaration.fits(window, duration(node, "recent"))) {
            wrong.add(head.at(
                    pointer + "/recent",
                    "what is recent is at least a sixtieth of the window, and at most half of it"));
        }
        String distinct = node.path("distinct").asText();
        if (distinct.equals(AlertComponent.TENANT.word())
                || node.path("key").valueStream().anyMatch(word -> word.asText().equals(distinct))) {
            wrong.add(head.at(
                    pointer + "/distinct", distinct + " is part of the key, so each count has only one of them"));
        }
        return wrong;
    }

    private static TallyDeclaration declaration(JsonNode node) {
        JsonNode counts = node.path("counts");
        return new TallyDeclaration(
                node.path("name").asText(),
                new TallyDeclaration.Condition(
                        counts.has("kind")
                                ? Optional.of(Kind.valueOf(counts.path("kind").asText()))
                                : Optional.empty(),
                        Severity.valueOf(counts.path("minSeverity").asText(Severity.UNKNOWN.name())),
                        counts.path("source").asText(""),
                        counts.path("rule").asText(""),
                        counts.path("technique").asText("")),
                node.path("key")
                        .valueStream()
                        .flatMap(word -> AlertComponent.of(word.asText()).stream())
                        .toList(),
                duration(node, "window"),
                AlertComponent.of(node.path("distinct").asText("")),
                node.has("recent") ? Optional.of(duration(node, "recent")) : Optional.empty());
    }

    /** Such as {@code 90m}, {@code 24h} or {@code 7d}; the schema lets nothing else through. */
    private static Duration duration(JsonNode node, String name) {
        String text = node.path(name).asText();
        return Duration.parse((text.endsWith("d") ? "P" : "PT") + text);
    }
}
