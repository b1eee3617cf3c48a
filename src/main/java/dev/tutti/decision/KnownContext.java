package dev.tutti.decision;

import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.Address;
import dev.tutti.fact.ApproverKind;
import dev.tutti.fact.Asset;
import dev.tutti.fact.BusinessFlow;
import dev.tutti.fact.Context;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.DataClass;
import dev.tutti.fact.Delegation;
import dev.tutti.fact.DeviceClass;
import dev.tutti.fact.Employee;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.NoTouchRemoval;
import dev.tutti.fact.Person;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Request;
import dev.tutti.fact.Service;
import dev.tutti.fact.TargetProfile;
import dev.tutti.fact.Team;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the organisation has told a partition about itself, as it stands now. */
final class KnownContext {

    private static final Set<String> CONCERNING_RULINGS = Set.of("NoTouch", "Person", "Asset", "Team", "Delegation");

    private final Map<String, Context> facts = new LinkedHashMap<>();
    private final Map<String, Asset> hosts = new TreeMap<>();
    private final Map<String, Asset> addresses = new TreeMap<>();
    private final Flows flows = new Flows();
    private final Tiers tiers = new Tiers();
    private final Map<String, Delegation> delegations = new TreeMap<>();
    private @Nullable NoTouchList noTouch;

    /** Takes the fact, says what rules are to see of it, and returns what it replaces. */
    Optional<Context> state(Context fact, FactChanges changes) {
        Optional<Context> before = end(fact.factId(), changes);
        facts.put(fact.factId(), fact);
        if (fact instanceof Asset asset) {
            hosts.put(key(asset.name()), asset);
            asset.addresses().forEach(address -> {
                addresses.put(key(address), asset);
                changes.state(new Address(address, asset.name(), asset.service()));
            });
            tiers.enter(asset, changes);
        } else if (fact instanceof Service service) {
            tiers.enter(service, changes);
        } else if (fact instanceof BusinessFlow flow) {
            flows.enter(flow);
        } else if (fact instanceof Delegation delegation) {
            delegations.put(delegation.factId(), delegation);
        } else if (fact instanceof NoTouch) {
            noTouch = null;
        }
        if (!(fact instanceof Planned || fact instanceof Delegation || fact instanceof NoTouchRemoval)) {
            changes.state(fact);
        }
        return before;
    }

    /** Ends what was stated under this identity, and returns it. */
    Optional<Context> end(String factId, FactChanges changes) {
        Context fact = facts.remove(factId);
        if (fact == null) {
            return Optional.empty();
        }
        changes.remove(factId);
        if (fact instanceof Asset asset) {
            hosts.remove(key(asset.name()));
            asset.addresses().forEach(address -> {
                if (addresses.remove(key(address), asset)) {
                    changes.remove("Address:" + address);
                }
            });
            tiers.leave(asset, changes);
        } else if (fact instanceof Service service) {
            tiers.leave(service, changes);
        } else if (fact instanceof BusinessFlow flow) {
            flows.leave(flow);
        } else if (fact instanceof Delegation) {
            delegations.remove(factId);
        } else if (fact instanceof NoTouch) {
            noTouch = null;
        }
        return Optional.of(fact);
    }

    Collection<Context> all() {
        return List.copyOf(facts.values());
    }

    /** Whether facts of this kind matter to a ruling beside what rules make of them: who may vote, what is untouchable. */
    boolean concernsRulings(String factId) {
        return CONCERNING_RULINGS.contains(factId.substring(0, Math.max(0, factId.indexOf(':'))));
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

    /** What the estate says of the target of a request: its profile, and the business flows that pass through it. */
    List<Request> surroundingsOf(ActionRequested request) {
        List<Request> surroundings = new ArrayList<>(List.of(profile(request)));
        surroundings.addAll(flows.through(
                request,
                aliases(request),
                service -> find("Service:" + service, Service.class)
                        .map(Service::owner)
                        .orElse("")));
        return surroundings;
    }

    /** An account belongs to no service; who answers for it is the manager of the person whose it is. */
    private TargetProfile profile(ActionRequested request) {
        Asset asset = assetOf(request.target());
        DeviceClass device = asset == null ? DeviceClass.UNKNOWN : asset.deviceClass();
        Optional<Service> found = find("Service:" + (asset == null ? "" : asset.service()), Service.class);
        if (found.isEmpty()) {
            String manager = find("Employee:" + request.target(), Employee.class)
                    .map(Employee::manager)
                    .orElse("");
            return new TargetProfile(
                    request,
                    device,
                    asset == null ? "" : asset.service(),
                    Criticality.UNKNOWN,
                    DataClass.UNKNOWN,
                    "",
                    manager);
        }
        Service service = found.get();
        return new TargetProfile(
                request,
                device,
                service.name(),
                service.criticality(),
                service.dataClass(),
                service.vertical(),
                service.owner());
    }

    <T extends Context> Optional<T> find(String factId, Class<T> type) {
        return Optional.ofNullable(facts.get(factId)).filter(type::isInstance).map(type::cast);
    }

    /** Who may vote at this time, by the roles, teams and delegations that hold then. */
    Electorate electorate(long now) {
        return new Electorate() {
            @Override
            public boolean is(String person, ApproverKind kind, String approver) {
                return find("Person:" + person, Person.class)
                        .filter(known -> holds(known, kind, approver))
                        .isPresent();
            }

            @Override
            public List<String> delegatorsOf(String person) {
                return delegations.values().stream()
                        .filter(delegation -> delegation.delegate().equalsIgnoreCase(person))
                        .filter(delegation -> delegation.from() <= now && now < delegation.until())
                        .map(Delegation::delegator)
                        .sorted()
                        .distinct()
                        .toList();
            }
        };
    }

    private boolean holds(Person person, ApproverKind kind, String approver) {
        return switch (kind) {
            case PERSON -> approver.equalsIgnoreCase(person.name());
            case ROLE -> person.roles().contains(approver);
            case TEAM ->
                find("Team:" + approver, Team.class).stream()
                        .flatMap(team -> team.members().stream())
                        .anyMatch(person.name()::equalsIgnoreCase);
        };
    }

    private @Nullable Asset assetOf(String target) {
        Asset byName = hosts.get(key(target));
        return byName != null ? byName : addresses.get(key(target));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
