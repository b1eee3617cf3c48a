package dev.tutti.context;

import dev.tutti.fact.Context;
import java.time.Instant;

/** A fact that holds now, and who said so when. */
record Held(Context fact, String by, Instant at) {}
