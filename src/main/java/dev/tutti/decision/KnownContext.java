package dev.tutti.decision;

import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.Address;
import dev.tutti.fact.ApproverKind;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Context;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.Person;
import dev.tutti.fact.Planned;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the organisation has told a partition about itself, as it stands now. */
final class KnownContext implements Electorate {

    private final Map<String, Context> facts = new LinkedHashMap<>();
    private final Map<String, Asset> hosts = new TreeMap<>();
    private final Map<String, Asset> addresses = new TreeMap<>();
    private @Nullable NoTouchList noTouch;

    /** Takes the fact and says what rules are to see of it. */
    void state(Context fact, FactChanges changes) {
        end(fact.factId(), changes);
        facts.put(fact.factId(), fact);
        if (fact instanceof Asset asset) {
            hosts.put(key(asset.name()), asset);
            asset.addresses().forEach(address -> {
                addresses.put(key(address), asset);
                changes.state(new Address(address, asset.name(), asset.service()));
            });
        }
        if (!(fact instanceof Planned)) {
            changes.state(fact);
        }
        if (fact instanceof NoTouch) {
            noTouch = null;
        }
    }

    /** Whether there was such a fact. */
    boolean end(String factId, FactChanges changes) {
        Context fact = facts.remove(factId);
        if (fact == null) {
            return false;
        }
        changes.remove(factId);
        if (fact instanceof Asset asset) {
            hosts.remove(key(asset.name()));
            asset.addresses().forEach(address -> {
                if (addresses.remove(key(address), asset)) {
                    changes.remove("Address:" + address);
                }
            });
        }
        if (fact instanceof NoTouch) {
            noTouch = null;
        }
        return true;
    }

    Collection<Context> all() {
        return List.copyOf(facts.values());
    }

    /** Whether facts of this kind matter to a ruling beside what rules make of them: who may vote, what is untouchable. */
    boolean concernsRulings(String factId) {
        return factId.startsWith("NoTouch:") || factId.startsWith("Person:") || factId.startsWith("Asset:");
    }

    /** Made anew when it is asked for first after a change: an import states thousands of entries in a row. */
    NoTouchList noTouch() {
        NoTouchList present = noTouch;
        if (present == null) {
            present = new NoTouchList(facts.values().stream()
                    .filter(NoTouch.class::isInstance)
                    .map(NoTouch.class::cast)
                    .toList());
            noTouch = present;
        }
        return present;
    }

    /** The service that a host or address belongs to, {@code ""} when the estate does not know it. */
    String serviceOf(String target) {
        Asset asset = assetOf(target);
        return asset == null ? "" : asset.service();
    }

    /** The name of the host that this is a name or an address of. */
    Optional<String> hostOf(String target) {
        return Optional.ofNullable(assetOf(target)).map(Asset::name);
    }

    /** What else the target is known as. */
    List<String> aliases(ActionRequested request) {
        Asset asset = assetOf(request.target());
        if (asset == null) {
            return List.of();
        }
        List<String> aliases = new ArrayList<>(asset.addresses());
        aliases.add(asset.name());
        return aliases;
    }

    @Override
    public boolean mayVote(String person, Requirement requirement) {
        if (!(facts.get("Person:" + person) instanceof Person known)) {
            return false;
        }
        return requirement.kind() == ApproverKind.PERSON
                ? requirement.approver().equalsIgnoreCase(known.name())
                : known.roles().contains(requirement.approver());
    }

    private @Nullable Asset assetOf(String target) {
        Asset byName = hosts.get(key(target));
        return byName != null ? byName : addresses.get(key(target));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
