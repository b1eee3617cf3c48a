package dev.tutti.context;

import dev.tutti.context.AccountEntry.OfEmployee;
import dev.tutti.context.AccountEntry.OfEntitlement;
import dev.tutti.context.AccountEntry.OfMembership;
import dev.tutti.context.CalendarEntry.OfPeriod;
import dev.tutti.context.EstateEntry.OfAsset;
import dev.tutti.context.EstateEntry.OfFlow;
import dev.tutti.context.EstateEntry.OfNoTouch;
import dev.tutti.context.EstateEntry.OfService;
import dev.tutti.context.EstateEntry.OfVertical;
import dev.tutti.context.PeopleEntry.OfBreakGlassRight;
import dev.tutti.context.PeopleEntry.OfDelegation;
import dev.tutti.context.PeopleEntry.OfDuties;
import dev.tutti.context.PeopleEntry.OfInCharge;
import dev.tutti.context.PeopleEntry.OfPerson;
import dev.tutti.context.PeopleEntry.OfTeam;
import dev.tutti.context.WorkEntry.OfChange;
import dev.tutti.context.WorkEntry.OfIncident;
import dev.tutti.context.WorkEntry.OfMandate;
import dev.tutti.context.WorkEntry.OfUpkeep;
import dev.tutti.fact.Asset;
import dev.tutti.fact.BreakGlassRight;
import dev.tutti.fact.BusinessFlow;
import dev.tutti.fact.Change;
import dev.tutti.fact.Context;
import dev.tutti.fact.Delegation;
import dev.tutti.fact.Employee;
import dev.tutti.fact.Entitlement;
import dev.tutti.fact.InCharge;
import dev.tutti.fact.Incident;
import dev.tutti.fact.Mandate;
import dev.tutti.fact.Membership;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.NoTouchRemoval;
import dev.tutti.fact.Person;
import dev.tutti.fact.Planned;
import dev.tutti.fact.SeparateDuties;
import dev.tutti.fact.Service;
import dev.tutti.fact.Team;
import dev.tutti.fact.Upkeep;
import dev.tutti.fact.Vertical;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The parts of the context, each with its path, its member in a document, its facts, the form in which people write them, and
 * how their identities are spelled. An identity of several names joins them by colons: {@code SERVICE:payments}.
 */
enum Section {
    SERVICES("services", "services", "name", Service.class, OfService.class, OfService::of),
    ASSETS("assets", "assets", "name", Asset.class, OfAsset.class, OfAsset::of),
    PERIODS("periods", "periods", "id", Planned.class, OfPeriod.class, OfPeriod::of),
    NO_TOUCH("no-touch", "noTouch", "entry", NoTouch.class, OfNoTouch.class, OfNoTouch::of),
    REMOVALS("no-touch-removals", "noTouchRemovals", "id", NoTouchRemoval.class, RemovalEntry.class, RemovalEntry::of),
    PEOPLE("people", "people", "name", Person.class, OfPerson.class, OfPerson::of),
    VERTICALS("verticals", "verticals", "name", Vertical.class, OfVertical.class, OfVertical::of),
    TEAMS("teams", "teams", "name", Team.class, OfTeam.class, OfTeam::of),
    FLOWS("flows", "flows", "id", BusinessFlow.class, OfFlow.class, OfFlow::of),
    DELEGATIONS("delegations", "delegations", "id", Delegation.class, OfDelegation.class, OfDelegation::of),
    DUTIES("duties", "duties", "capability", SeparateDuties.class, OfDuties.class, OfDuties::of),
    BREAK_GLASS_RIGHTS(
            "break-glass-rights",
            "breakGlassRights",
            "person",
            BreakGlassRight.class,
            OfBreakGlassRight.class,
            OfBreakGlassRight::of),
    IN_CHARGE("in-charge", "inCharge", "name", InCharge.class, OfInCharge.class, OfInCharge::of),
    INCIDENTS("incidents", "incidents", "id", Incident.class, OfIncident.class, OfIncident::of),
    UPKEEP("upkeep", "upkeep", "id", Upkeep.class, OfUpkeep.class, OfUpkeep::of),
    CHANGES("changes", "changes", "id", Change.class, OfChange.class, OfChange::of),
    MANDATES("mandates", "mandates", "function", Mandate.class, OfMandate.class, OfMandate::of),
    EMPLOYEES("employees", "employees", "user", Employee.class, OfEmployee.class, OfEmployee::of),
    ENTITLEMENTS("entitlements", "entitlements", "group", Entitlement.class, OfEntitlement.class, OfEntitlement::of),
    MEMBERSHIPS("memberships", "memberships", "group", Membership.class, OfMembership.class, OfMembership::of);

    private final String path;
    private final String member;
    private final String idMember;
    private final Class<? extends Context> type;
    private final Class<? extends Entry> form;

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a method of a record, which holds nothing
    private final Function<Context, Entry> shown;

    <C extends Context> Section(
            String path,
            String member,
            String idMember,
            Class<C> type,
            Class<? extends Entry> form,
            Function<C, Entry> shown) {
        this.path = path;
        this.member = member;
        this.idMember = idMember;
        this.type = type;
        this.form = form;
        this.shown = fact -> shown.apply(type.cast(fact));
    }

    static Section of(Context fact) {
        return Arrays.stream(values())
                .filter(section -> section.type.isInstance(fact))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody states a " + fact.getClass()));
    }

    static Optional<Section> ofPath(String path) {
        return Arrays.stream(values())
                .filter(section -> section.path.equals(path))
                .findFirst();
    }

    static List<String> paths() {
        return Arrays.stream(values()).map(Section::path).toList();
    }

    /** The section of this member of a document; what is not told is not stated there either. */
    static Optional<Section> ofMember(String member) {
        return Arrays.stream(values())
                .filter(section -> section.member.equals(member) && section.told())
                .findFirst();
    }

    String path() {
        return path;
    }

    /** The list in a document that states many things. */
    String member() {
        return member;
    }

    /** The member of an entry that identifies it, or the last of those that do. */
    String idMember() {
        return idMember;
    }

    /** Whether an entry has a name of no other meaning, which may just as well be made here. */
    boolean makesIds() {
        return idMember.equals("id");
    }

    /** Whether this is told; people follow their tokens, and removals are proposed and answered. */
    boolean told() {
        return this != PEOPLE && this != REMOVALS;
    }

    Class<? extends Context> type() {
        return type;
    }

    /** What an entry is written in. */
    Class<? extends Entry> form() {
        return form;
    }

    Entry entry(Context fact) {
        return shown.apply(fact);
    }

    /** How the journal names the kind. */
    String kind() {
        return type.getSimpleName();
    }

    /** The one spelling of an identity; what is malformed stays malformed. */
    String spell(String id) {
        return switch (this) {
            case ASSETS -> Spelling.host(id);
            case NO_TOUCH -> NoTouchForm.spell(id);
            default -> id.strip();
        };
    }

    String factId(String id) {
        return kind() + ":" + id;
    }

    /** The inverse of {@link #factId}. */
    String id(Context fact) {
        return fact.factId().substring(kind().length() + 1);
    }
}
