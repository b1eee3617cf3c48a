package dev.tutti.engine;

import dev.tutti.fact.Proposal;
import dev.tutti.fact.Request;
import java.util.List;

/** Where the engine takes the proposals of a step, between {@code respond} and {@code coordinate}. */
public interface RequestDesk {

    /**
     * Merges the proposal into an action that is open or in force, or opens one.
     *
     * @return what is to be stated in the session: the request and its cause, the cause alone, or nothing
     */
    List<Request> take(Proposal proposal);
}
