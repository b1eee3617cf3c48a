package dev.tutti.process;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An alert as a SIEM writes it down. */
record Report(
        String source,
        String kind,
        String severity,
        String title,
        List<String> techniques,
        List<Map<String, String>> observables) {

    static Report of(String kind, String severity, String title) {
        return new Report("siem", kind, severity, title, List.of(), List.of());
    }

    Report from(String other) {
        return new Report(other, kind, severity, title, techniques, observables);
    }

    Report by(String technique) {
        return new Report(source, kind, severity, title, List.of(technique), observables);
    }

    Report on(String host) {
        return naming("HOST", "TARGET", host);
    }

    Report naming(String type, String role, String value) {
        List<Map<String, String>> more = new ArrayList<>(observables);
        more.add(Map.of("type", type, "role", role, "value", value));
        return new Report(source, kind, severity, title, techniques, more);
    }

    /** Under an id of its own, so that two reports of the same are two alerts. */
    Map<String, Object> body(int number) {
        return Map.of(
                "source", source,
                "sourceId", "story-" + number,
                "kind", kind,
                "severity", severity,
                "title", title,
                "techniques", techniques,
                "observables", observables,
                "observedAt", Clock.systemUTC().instant().toString());
    }
}
