package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A format whose alerts are JSON objects, so that one can be told from another by looking. */
interface ObjectFormat extends AlertFormat, JsonBody.Mapping {

    /** Whether an object without its envelopes is of this form, by members that no other form has. */
    boolean recognises(ObjectNode object);
}
