package dev.tutti.decision;

import dev.tutti.fact.BusinessHours;
import dev.tutti.fact.ChangeFreeze;
import dev.tutti.fact.Context;
import dev.tutti.fact.Holiday;
import dev.tutti.fact.MaintenanceWindow;
import dev.tutti.fact.OnCall;
import dev.tutti.fact.Planned;
import java.util.Comparator;

/** What a service has at most one fact of: a kind of period, and on call a person. */
record Slot(Planned.Period kind, String person) {

    static final Comparator<Slot> ORDER = Comparator.comparing(Slot::kind).thenComparing(Slot::person);

    static Slot of(Planned period) {
        return new Slot(period.period(), period.person());
    }

    /** What rules see meanwhile. */
    Context fact(String service, long until) {
        return switch (kind) {
            case CHANGE_FREEZE -> new ChangeFreeze(service, until);
            case MAINTENANCE_WINDOW -> new MaintenanceWindow(service, until);
            case BUSINESS_HOURS -> new BusinessHours(service, until);
            case HOLIDAY -> new Holiday(service, until);
            case ON_CALL -> new OnCall(service, person, until);
        };
    }
}
