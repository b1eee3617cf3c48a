package dev.tutti.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;

/**
 * An alert that was reported, and all that follows from it.
 *
 * @param decision the headline that the SIEM was answered
 */
record Story(Storyteller teller, String id, String decision) {

    Step step(String capability, String target) {
        return step(capability, target, "");
    }

    /** Where there are several of a kind: the one whose parameters hold this text. */
    Step step(String capability, String target, String text) {
        return teller.step(Map.of("alert", id, "capability", capability, "target", target), text);
    }

    Step task(String whom, String text) {
        return step("task.assign", whom, text);
    }

    boolean wants(String capability) {
        return !teller.none(Map.of("alert", id, "capability", capability));
    }

    /** Each action as its capability, target and state; exactly these, in any order. */
    void endsWith(String... actions) {
        await().atMost(Storyteller.PATIENCE)
                .untilAsserted(() -> assertThat(actions()).containsExactlyInAnyOrder(actions));
    }

    private List<String> actions() {
        List<Map<String, Object>> actions =
                Storyteller.read("/api/v1/alerts/" + id, Map.of()).getList("actions");
        return actions.stream()
                .map(each -> each.get("capability") + " " + each.get("target") + " " + each.get("state"))
                .toList();
    }
}
