package dev.tutti.fact;

import org.kie.api.definition.type.Expires;
import org.kie.api.definition.type.Role;
import org.kie.api.definition.type.Timestamp;

/**
 * What one alert changed about one tally that counts it: whether its key is new, and how much oftener it comes than before.
 * Unlike the {@link Tally}, which stands as long as its window, it is in memory in the step of its alert only.
 *
 * <p>What it says may be too much where a bound kept earlier alerts from being counted. So it is for rules that propose; no
 * judging rule may match it.
 *
 * @param tally as declared
 * @param source {@code ""} when it is not part of the key; so are the components up to {@code fingerprint}
 * @param first whether nothing of this key was counted within the window before
 * @param recent how many were counted within what the declaration calls recent, this one included; 0 when it names nothing
 * @param times how many times as many those are as came in the rest of the window in a time of the same length on average,
 *     rounded down; 0 when nothing came there, for then there is nothing to compare with
 */
@Role(Role.Type.EVENT)
@Timestamp("effectiveAt")
@Expires("30m")
public record TallyNews(
        String tally,
        String alertId,
        String tenant,
        String source,
        String rule,
        String sourceIp,
        String targetIp,
        String host,
        String user,
        String fingerprint,
        boolean first,
        int recent,
        int times,
        long effectiveAt)
        implements Passing {

    @Override
    public String factId() {
        return "TallyNews:" + tally + ":" + alertId;
    }
}
