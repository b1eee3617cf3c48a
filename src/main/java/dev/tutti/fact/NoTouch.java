package dev.tutti.fact;

/**
 * Something that no action may ever block, isolate or disable.
 *
 * @param entry an address, a CIDR block, a host name, {@code *.domain} or a user
 * @param why who wants it untouched, for the person who reads the denial
 */
public record NoTouch(String entry, String why) implements Context {

    @Override
    public String factId() {
        return "NoTouch:" + entry;
    }
}
