package dev.tutti.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.tutti.source.SourceForm.RateForm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A source as it is shown: what it was asked for with, and who did it. */
record SourceView(
        String name,
        String tenant,
        List<String> formats,
        List<String> networks,
        @JsonInclude(Include.NON_ABSENT) Optional<RateForm> rate,
        Instant createdAt,
        String createdBy,
        Instant changedAt,
        String changedBy) {

    static SourceView of(Source source) {
        return new SourceView(
                source.name(),
                source.tenant(),
                source.formats(),
                source.networks().stream().map(Network::text).toList(),
                rate(source.rate()),
                source.createdAt(),
                source.createdBy(),
                source.changedAt(),
                source.changedBy());
    }

    private static Optional<RateForm> rate(Rate rate) {
        return rate.equals(Rate.NONE)
                ? Optional.empty()
                : Optional.of(new RateForm(rate.alerts(), rate.per().toString()));
    }
}
