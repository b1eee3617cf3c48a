package dev.tutti.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Map;

/** One action of a story, read anew for each question. */
record Step(Storyteller teller, String what, String id) {

    /** Waits for the tool's answer, or for whatever else brings it there. */
    Step becomes(String state) {
        await().atMost(Storyteller.PATIENCE)
                .untilAsserted(() -> assertThat(read().getString("state"))
                        .as(() -> what + ": " + read().prettify())
                        .isEqualTo(state));
        return this;
    }

    Step succeeds() {
        return becomes("SUCCEEDED");
    }

    /** Waits until somebody is asked, and these and nobody else are; several policies may ask the same person. */
    Step asks(String... people) {
        becomes("AWAITING_APPROVAL");
        assertThat(read().getList("open.approver")).as(what).containsOnly((Object[]) people);
        return this;
    }

    /** Waits for exactly these policies, that hold it. */
    Step isHeldBy(String policy) {
        becomes("HELD");
        assertThat(read().getList("grounds.policies.flatten()")).as(what).containsExactly(policy);
        return this;
    }

    Step agreedBy(String person) {
        vote(person, "APPROVE").then().statusCode(200);
        return this;
    }

    Step disagreedBy(String person) {
        vote(person, "DISAPPROVE").then().statusCode(200);
        return this;
    }

    /** Somebody who is not asked says yes, which changes nothing. */
    Step notFor(String person) {
        teller.refused(vote(person, "APPROVE"), "NOT_ASKED");
        return this;
    }

    Step doneBy(String person, Map<String, String> results) {
        becomes("DISPATCHED");
        settle(person, results).then().statusCode(200);
        return becomes("SUCCEEDED");
    }

    Step undoneBy(String person) {
        teller.acts(person, id + "/undo", Map.of("reason", "it is over")).then().statusCode(200);
        return becomes("UNDONE");
    }

    /** Somebody whose role does not allow it says that it is done. */
    Step notDoneBy(String person) {
        teller.refused(settle(person, Map.of()), "FORBIDDEN");
        return becomes("DISPATCHED");
    }

    /** These states, one after the other. */
    Step wentThrough(String... states) {
        assertThat(read().getList("transitions.to")).as(what).containsSubsequence((Object[]) states);
        return this;
    }

    /** What the tool, or the person who did it, answered. */
    Map<String, String> results() {
        return read().getMap("results");
    }

    Instant leaseUntil() {
        return Instant.parse(read().getString("leaseUntil"));
    }

    /** Its place in the journal. */
    long opened() {
        return read().getLong("openedSequence");
    }

    JsonPath read() {
        return Storyteller.read("/api/v1/actions/" + id, Map.of());
    }

    private Response settle(String person, Map<String, String> results) {
        return teller.acts(
                person, id + "/settlement", Map.of("tookEffect", true, "reason", "done", "results", results));
    }

    private Response vote(String person, String verdict) {
        return teller.acts(
                person,
                id + "/approvals",
                Map.of("verdict", verdict, "reason", "seen", "digest", read().getString("digest")));
    }
}
