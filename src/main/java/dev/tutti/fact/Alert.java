package dev.tutti.fact;

import java.util.List;
import org.kie.api.definition.type.Expires;
import org.kie.api.definition.type.Role;
import org.kie.api.definition.type.Timestamp;

/**
 * An alert as its SIEM raised it; every policy starts from one.
 *
 * <p>{@code sourceIp}, {@code targetIp}, {@code host} and {@code user} are the first observable of their kind, {@code ""}
 * when there is none; everything observed is also an {@link Observed}. Times are milliseconds since the epoch.
 * {@code effectiveAt} is {@code observedAt} when that lies within 15 minutes before and 60 seconds after arrival, else
 * {@code receivedAt}, and {@code timeCorrected} says so.
 *
 * @param id the same for all that its source reports of it
 * @param sourceId what the source calls it
 * @param fingerprint equal for alerts that say the same of the same, see {@link AlertReport#fingerprint}
 * @param product what raised it as its payload says, {@code ""} when it does not
 * @param score 0 to 100, -1 when the source gave none
 * @param confidence 0 to 100, -1 when the source gave none
 * @param tactics of ATT&amp;CK in the source's words; sorted
 */
@Role(Role.Type.EVENT)
@Timestamp("effectiveAt")
@Expires("30m")
public record Alert(
        String id,
        String tenant,
        String source,
        String sourceId,
        String fingerprint,
        String product,
        String title,
        String rule,
        String ruleName,
        Kind kind,
        Severity severity,
        int score,
        int confidence,
        List<String> tactics,
        List<String> techniques,
        String sourceIp,
        String targetIp,
        String host,
        String user,
        long observedAt,
        long receivedAt,
        long effectiveAt,
        boolean timeCorrected)
        implements Event {

    public Alert {
        tactics = tactics.stream().sorted().distinct().toList();
        techniques = techniques.stream().sorted().distinct().toList();
    }

    @Override
    public String factId() {
        return "Alert:" + id;
    }
}
