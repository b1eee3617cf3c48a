package dev.tutti.fact;

/**
 * Traffic that the business needs: who speaks to whom for which service.
 *
 * @param source an address, a CIDR block or the name of an asset; so is {@code destination}
 */
public record BusinessFlow(String id, String source, String destination, String service) implements Context {

    @Override
    public String factId() {
        return "BusinessFlow:" + id;
    }
}
