package dev.tutti.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tutti.policy.CaseFile;
import dev.tutti.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One case of a policy: a situation, and everything that must come of it. */
public final class PolicyCase {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final Policy policy;
    private final CaseFile file;
    private final JsonNode root;
    private final List<Step> given;
    private final List<Expectation> expected;

    private PolicyCase(Policy policy, CaseFile file, JsonNode root) {
        this.policy = policy;
        this.file = file;
        this.root = root;
        List<Step> steps = new ArrayList<>();
        for (JsonNode item : root.path("given")) {
            steps.add(Step.of(whole(item, root.path("given")), steps.size() + 1));
        }
        this.given = List.copyOf(steps);
        this.expected = root.path("expect").valueStream().map(Expectation::of).toList();
    }

    /** An alert that is sent again is what it was, but for what the case says of it. */
    private static JsonNode whole(JsonNode item, JsonNode given) {
        int updated = item.path("alert").path("updates").asInt(0);
        if (updated == 0) {
            return item;
        }
        ObjectNode alert = given.path(updated - 1).path("alert").deepCopy();
        item.path("alert").properties().forEach(said -> alert.set(said.getKey(), said.getValue()));
        ObjectNode whole = item.deepCopy();
        return whole.set("alert", alert);
    }

    /** All cases of the policy, by path; their form was checked when the policy was read. */
    public static List<PolicyCase> of(Policy policy) {
        return policy.cases().stream().map(file -> of(policy, file)).toList();
    }

    private static PolicyCase of(Policy policy, CaseFile file) {
        try {
            return new PolicyCase(policy, file, YAML.readTree(file.text()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file.path() + " was not checked before", e);
        }
    }

    public Policy policy() {
        return policy;
    }

    /** Where it stands, from {@code rules/} on. */
    public String path() {
        return file.path();
    }

    /** As it was written. */
    String text() {
        return file.text();
    }

    /** What it shows, as a sentence. */
    public String title() {
        return root.path("title").asText();
    }

    /** Whether rules of the policy itself must fire; else it is a near miss, in which some of them may. */
    boolean fires() {
        return root.path("kind").asText().equals("fires");
    }

    /** Whether only some policies take part. */
    boolean restricted() {
        return root.has("with");
    }

    /** Whether this policy is named, so that it takes part even as a draft. */
    boolean names(String policyId) {
        return policy.id().equals(policyId)
                || root.path("with").valueStream().anyMatch(id -> id.asText().equals(policyId));
    }

    List<Step> given() {
        return given;
    }

    List<Expectation> expected() {
        return expected;
    }

    Instant begin() {
        return given.get(0).at();
    }

    /** The last time that it mentions; what would happen later is another story. */
    Instant end() {
        return Stream.concat(given.stream().map(Step::at), expected.stream().map(Expectation::at))
                .max(Instant::compareTo)
                .orElseThrow();
    }

    @Override
    public String toString() {
        return policy.id() + " " + title();
    }
}
