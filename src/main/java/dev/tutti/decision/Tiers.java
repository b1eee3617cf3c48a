package dev.tutti.decision;

import dev.tutti.fact.Asset;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Service;
import dev.tutti.fact.Tier;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Counts the assets of each tier, so that a budget can be a share of them. */
final class Tiers {

    private final Map<String, Integer> assetsOf = new HashMap<>();
    private final Map<String, Criticality> criticalities = new HashMap<>();
    private final Map<Criticality, Integer> sizes = new EnumMap<>(Criticality.class);

    void enter(Asset asset, FactChanges changes) {
        assetsOf.merge(asset.service(), 1, Integer::sum);
        grow(tierOf(asset.service()), 1, changes);
    }

    void leave(Asset asset, FactChanges changes) {
        assetsOf.merge(asset.service(), -1, Integer::sum);
        grow(tierOf(asset.service()), -1, changes);
    }

    void enter(Service service, FactChanges changes) {
        criticalities.put(service.name(), service.criticality());
        move(service, 1, changes);
    }

    void leave(Service service, FactChanges changes) {
        criticalities.remove(service.name());
        move(service, -1, changes);
    }

    /** Its assets come to its tier from the unknown, or go back there. */
    private void move(Service service, int sign, FactChanges changes) {
        int assets = assetsOf.getOrDefault(service.name(), 0);
        grow(service.criticality(), sign * assets, changes);
        grow(Criticality.UNKNOWN, -sign * assets, changes);
    }

    private Criticality tierOf(String service) {
        return criticalities.getOrDefault(service, Criticality.UNKNOWN);
    }

    private void grow(Criticality tier, int by, FactChanges changes) {
        if (by == 0) {
            return;
        }
        int size = sizes.merge(tier, by, Integer::sum);
        Tier fact = new Tier(tier, size);
        if (size > 0) {
            changes.state(fact);
        } else {
            changes.remove(fact.factId());
        }
    }
}
