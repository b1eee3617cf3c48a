package dev.tutti.engine;

import dev.tutti.fact.Alert;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import java.util.List;

/** Alerts that have arrived, for tests that speak to a session without a partition. */
final class Alerts {

    private Alerts() {}

    static Alert scan(String id, String sourceIp, long effectiveAt) {
        return alert(id, Kind.SCAN, sourceIp, "pay-db-1", effectiveAt, List.of());
    }

    static Alert malware(String id, String host, long effectiveAt) {
        return alert(id, Kind.MALWARE, "198.51.100.7", host, effectiveAt, List.of());
    }

    static Alert using(String id, List<String> techniques, long effectiveAt) {
        return alert(id, Kind.SCAN, "198.51.100.7", "pay-db-1", effectiveAt, techniques);
    }

    private static Alert alert(
            String id, Kind kind, String sourceIp, String host, long effectiveAt, List<String> techniques) {
        return new Alert(
                id,
                "default",
                "siem",
                id,
                "fingerprint",
                "",
                "Something happened",
                "rule",
                "",
                kind,
                Severity.HIGH,
                75,
                -1,
                List.of(),
                techniques,
                sourceIp,
                "",
                host,
                "",
                effectiveAt,
                effectiveAt,
                effectiveAt,
                false);
    }
}
