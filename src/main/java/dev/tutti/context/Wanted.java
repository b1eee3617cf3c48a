package dev.tutti.context;

import dev.tutti.fact.Context;

/**
 * A fact that somebody wants stated.
 *
 * @param pointer to its entry in the request
 */
record Wanted(String pointer, Context fact) {}
