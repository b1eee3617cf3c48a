package dev.tutti.engine;

import dev.tutti.decision.Firing;
import java.util.List;
import java.util.Set;

/**
 * What one step came to, read only after a whole pass changed nothing.
 *
 * @param judged ids of the requests whose judgements changed
 */
public record Settled(List<Firing> firings, Set<String> judged, int passes) {}
