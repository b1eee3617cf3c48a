package dev.tutti.fact;

/** The identity provider has this account in this group now. */
public record Membership(String user, String group) implements Context {

    @Override
    public String factId() {
        return "Membership:" + user + ":" + group;
    }
}
