package dev.tutti.fact;

/** The address tries the passwords of many users of this tenant; stands as long as the tally says so. */
public record PasswordSpraying(String tenant, String address) implements Concept {

    @Override
    public String factId() {
        return "PasswordSpraying:" + tenant.length() + "=" + tenant + ":" + address;
    }
}
