package dev.tutti.faults;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Two people who approve whatever isolation waits for them; a vote whose answer is lost is simply cast again. */
final class Responders implements Runnable {

    private static final String WAITING =
            "/api/v1/actions?state=AWAITING_APPROVAL&capability=edr.isolate-host&limit=20";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Theatre theatre;
    private final AtomicBoolean finishing;

    Responders(Theatre theatre, AtomicBoolean finishing) {
        this.theatre = theatre;
        this.finishing = finishing;
    }

    @Override
    public void run() {
        while (!finishing.get()) {
            Moments.pause(LOOK_AGAIN);
            look();
        }
    }

    /** A service that was killed meanwhile is looked at again later; REST Assured throws its ConnectException bare. */
    private void look() {
        try {
            vote();
        } catch (Exception e) {
            theatre.receipts.unanswered.incrementAndGet();
        }
    }

    private void vote() {
        JsonPath waiting = theatre.as("rita").get(WAITING).jsonPath();
        List<Map<String, Object>> actions = waiting.getList("items");
        if (actions == null) {
            return;
        }
        for (Map<String, Object> action : actions) {
            for (String person : List.of("rita", "ravi")) {
                theatre.as(person)
                        .body(Map.of("verdict", "APPROVE", "reason", "seen", "digest", action.get("digest")))
                        .post("/api/v1/actions/" + action.get("id") + "/approvals");
            }
        }
    }
}
