package dev.tutti.fact;

/**
 * How many alerts of one key a policy has counted within a window: a fact, not an event, since it changes only by an input
 * and lasts as long as there is something to count.
 *
 * <p><b>A tally never says more than is so.</b> Alerts leave it up to one bucket early, and past its bounds it counts fewer;
 * so rules ask whether it is <em>at least</em> something, never whether it is less or absent.
 *
 * @param name as declared
 * @param source {@code ""} when it is not part of the key; so are the components up to {@code fingerprint}
 * @param distinct how many different values were seen of what the declaration names, 0 when it names nothing
 * @param distinctAtLeast whether there were more of them than are kept
 */
public record Tally(
        String name,
        String tenant,
        String source,
        String rule,
        String sourceIp,
        String targetIp,
        String host,
        String user,
        String fingerprint,
        int count,
        int distinct,
        boolean distinctAtLeast,
        int windowMinutes)
        implements Fact {

    @Override
    public String factId() {
        return "Tally:" + name + ":" + part(tenant) + part(source) + part(rule) + part(sourceIp) + part(targetIp)
                + part(host) + part(user) + (fingerprint.isEmpty() ? "" : part(fingerprint));
    }

    /** Each after its length, for what a sender chose may hold any sign, and must not make one key look like another. */
    private static String part(String value) {
        return value.isEmpty() ? "-" : value.length() + "=" + value + ";";
    }
}
