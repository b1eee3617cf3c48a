package dev.tutti.conductor;

/** Who would carry out an action; asked for when it is opened, so that approvals are bound to it. */
public interface Providers {

    /**
     * Changes when another tool would be asked, or the same one in another way.
     *
     * @param addressee as {@link dev.tutti.fact.ActionRequested#addressee()}
     */
    String digest(String addressee);
}
