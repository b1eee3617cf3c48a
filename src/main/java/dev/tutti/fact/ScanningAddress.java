package dev.tutti.fact;

/** The address scanned us repeatedly within a few minutes; an event supports it, so no judging rule may match it. */
public record ScanningAddress(String address) implements Concept {

    @Override
    public String factId() {
        return "ScanningAddress:" + address;
    }
}
