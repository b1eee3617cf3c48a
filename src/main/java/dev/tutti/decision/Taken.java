package dev.tutti.decision;

import dev.tutti.fact.Request;
import java.util.List;

/**
 * What became of a proposal.
 *
 * @param action the one that it opened or is part of now
 * @param joined whether that was there before
 * @param stated what working memory is to be told
 */
public record Taken(Action action, boolean joined, List<Request> stated) {

    public Taken {
        stated = List.copyOf(stated);
    }
}
