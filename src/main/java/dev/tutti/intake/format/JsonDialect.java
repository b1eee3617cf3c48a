package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** How one product writes alerts in JSON. */
interface JsonDialect {

    /** The last segment of the path, and the source of its alerts. */
    String name();

    /** The version of the tables by which severity and kind are mapped, such as {@code wazuh-1}. */
    String mapping();

    /** Whether an object is of this form, by members that no other form has; envelopes are taken off before. */
    boolean recognises(ObjectNode object);

    /** The alerts within; most products send one an object. */
    default List<Piece> pieces(Piece whole) {
        return List.of(whole);
    }

    /** Says of one alert what it is; what has to be mended is noted in the fields. */
    void read(Fields alert, Draft draft);
}
