package dev.tutti.journal;

import dev.tutti.fact.Context;

/** A fact behind a field of its family's type, so that the JSON names the member. */
record FactBody(Context fact) {}
