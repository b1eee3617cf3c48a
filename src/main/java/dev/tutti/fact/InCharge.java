package dev.tutti.fact;

/** The named person in charge of a policy, a service or an open incident. */
public record InCharge(ChargeSubject subject, String name, String person) implements Context {

    @Override
    public String factId() {
        return "InCharge:" + subject + ":" + name;
    }
}
