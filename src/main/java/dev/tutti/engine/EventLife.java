package dev.tutti.engine;

import dev.tutti.fact.Alert;
import org.drools.base.time.TimeUtils;
import org.kie.api.definition.type.Expires;

/** How long an event stays in memory after its effective time: the longest horizon that a rule can look back. */
public final class EventLife {

    public static final long MILLIS =
            TimeUtils.parseTimeString(Alert.class.getAnnotation(Expires.class).value());

    private EventLife() {}
}
