package dev.tutti.fact;

/** The identity provider has this account in this group now. */
public record Membership(String user, String group) implements Context {

    /** Both names make the identity, so the first must show where it ends. */
    public Membership {
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a user is named without ':'");
        }
    }

    @Override
    public String factId() {
        return "Membership:" + user + ":" + group;
    }
}
