package dev.tutti.journal;

import dev.tutti.decision.Input;

/** An input behind a field of its family's type, so that the JSON names the member. */
record InputBody(Input input) {}
