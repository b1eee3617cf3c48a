package dev.tutti.conductor;

/** Who would carry out a capability; asked for when an action is opened, so that approvals are bound to it. */
public interface Providers {

    /** Changes when another tool would be asked, or the same one in another way. */
    String digest(String capability);
}
