package dev.tutti.decision;

import dev.tutti.fact.AlertReport;

/** What a source calls an alert. */
public record SourceId(String tenant, String source, String id) {

    public static SourceId of(AlertReport report) {
        return new SourceId(report.tenant(), report.source(), report.sourceId());
    }
}
