package dev.tutti.fact;

/**
 * A change that was announced: an application's roll-out, a new exposure to the outside, a change of policy.
 *
 * @param what one sentence for the person who looks at it
 */
public record Change(String id, ChangeKind kind, String service, String what) implements Context {

    @Override
    public String factId() {
        return "Change:" + id;
    }
}
