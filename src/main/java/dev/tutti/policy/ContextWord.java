package dev.tutti.policy;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.tutti.fact.Person;
import dev.tutti.fact.SeparateDuties;
import dev.tutti.fact.Service;
import dev.tutti.fact.Team;
import dev.tutti.fact.Upkeep;
import dev.tutti.fact.Vertical;
import java.util.Arrays;
import java.util.Optional;

/**
 * The words under which cases and the sample estate state what is so; the members below a word are the components of its
 * record, as the schemas have them. The sample estate is stated in this order: who is in charge of a service is known before
 * the service is.
 */
public enum ContextWord {
    IN_CHARGE("inCharge", "inCharge", InCharge.class),
    VERTICAL("vertical", "verticals", Vertical.class),
    SERVICE("service", "services", Service.class),
    ASSET("asset", "assets", Asset.class),
    PERSON("person", "people", Person.class),
    TEAM("team", "teams", Team.class),
    NO_TOUCH("noTouch", "noTouch", NoTouch.class),
    FLOW("flow", "flows", BusinessFlow.class),
    DELEGATION("delegation", "delegations", Delegation.class),
    DUTIES("duties", "duties", SeparateDuties.class),
    BREAK_GLASS_RIGHT("breakGlassRight", "breakGlassRights", BreakGlassRight.class),
    INCIDENT("incident", "incidents", Incident.class),
    UPKEEP("upkeep", "upkeep", Upkeep.class),
    CHANGE("change", "changes", Change.class),
    MANDATE("mandate", "mandates", Mandate.class),
    EMPLOYEE("employee", "employees", Employee.class),
    ENTITLEMENT("entitlement", "entitlements", Entitlement.class),
    MEMBERSHIP("membership", "memberships", Membership.class);

    private final String word;
    private final String section;
    private final Class<? extends Context> type;

    ContextWord(String word, String section, Class<? extends Context> type) {
        this.word = word;
        this.section = section;
        this.type = type;
    }

    /** What this word of a case stands for; empty when it states no fact. */
    public static Optional<ContextWord> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    static ContextWord of(Context fact) {
        return Arrays.stream(values())
                .filter(each -> each.type.isInstance(fact))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody states a " + fact.getClass()));
    }

    /**
     * The fact that a node states which its schema has let through.
     *
     * @throws IllegalArgumentException when it contradicts itself, such as by an end before its beginning
     */
    public Context fact(JsonNode node) {
        return FactBinding.read(node, type);
    }

    /** How the journal names the fact that is called so in a case: {@code payments}, or {@code ada:vpn-users} for a pair. */
    public String factId(String id) {
        return type.getSimpleName() + ":" + id;
    }

    String word() {
        return word;
    }

    /** The list in the sample estate. */
    String section() {
        return section;
    }
}
