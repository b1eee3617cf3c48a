package dev.tutti.fact;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What some sources say of an alert and others do not.
 *
 * @param product what raised it, as the payload names it, such as {@code Amazon GuardDuty}; {@code ""} when it names none
 * @param ruleName the name of the rule that the report's {@code rule} identifies, {@code ""} when there is none
 * @param confidence how sure the source is, 0 to 100, -1 when it does not say
 * @param tactics of ATT&amp;CK, in the source's words; sorted
 * @param links http or https addresses at which the source shows the alert, in the order of the payload
 * @param revisable whether the source sends the same alert again when it changes, so that another body is no conflict
 * @param revisedAt when the source changed it last, to put reports in order that come out of order; {@link Instant#EPOCH} when
 *     it does not say
 */
public record AlertDetails(
        String product,
        String ruleName,
        int confidence,
        List<String> tactics,
        List<String> links,
        AlertStatus status,
        boolean revisable,
        Instant revisedAt) {

    /** Of a source that says nothing beyond the report. */
    public static final AlertDetails NONE = new AlertDetails("", "", -1, List.of(), List.of(), AlertStatus.OPEN, false);

    public AlertDetails {
        product = Objects.requireNonNullElse(product, "");
        ruleName = Objects.requireNonNullElse(ruleName, "");
        tactics = tactics.stream().sorted().distinct().toList();
        links = List.copyOf(links);
        status = Objects.requireNonNullElse(status, AlertStatus.OPEN);
        revisedAt = Objects.requireNonNullElse(revisedAt, Instant.EPOCH);
    }

    /** Of a source that does not say when it changed the alert last. */
    public AlertDetails(
            String product,
            String ruleName,
            int confidence,
            List<String> tactics,
            List<String> links,
            AlertStatus status,
            boolean revisable) {
        this(product, ruleName, confidence, tactics, links, status, revisable, Instant.EPOCH);
    }
}
