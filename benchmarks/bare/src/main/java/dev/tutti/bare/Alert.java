package dev.tutti.bare;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** What the load run posts, as a hand-written program would read it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Alert(
        String source,
        String sourceId,
        String title,
        String rule,
        String kind,
        String severity,
        String observedAt,
        List<String> techniques,
        List<Observable> observables,
        String rawMessage) {

    record Observable(String type, String value, String role) {}

    UUID id() {
        return UUID.nameUUIDFromBytes(sourceId.getBytes(StandardCharsets.UTF_8));
    }

    UUID actionId() {
        return UUID.nameUUIDFromBytes(("action " + sourceId).getBytes(StandardCharsets.UTF_8));
    }

    /** The one condition that the hand-written program knows. */
    boolean acts() {
        return kind.equals("CREDENTIAL") && severity.equals("HIGH");
    }

    String sourceIp() {
        return observables.get(0).value();
    }
}
