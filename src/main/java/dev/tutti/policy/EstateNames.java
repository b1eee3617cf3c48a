package dev.tutti.policy;

import dev.tutti.fact.Asset;
import dev.tutti.fact.BreakGlassRight;
import dev.tutti.fact.BusinessFlow;
import dev.tutti.fact.Change;
import dev.tutti.fact.ChargeSubject;
import dev.tutti.fact.Context;
import dev.tutti.fact.Delegation;
import dev.tutti.fact.InCharge;
import dev.tutti.fact.Incident;
import dev.tutti.fact.Person;
import dev.tutti.fact.Service;
import dev.tutti.fact.Team;
import dev.tutti.fact.Vertical;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the schema of the sample estate cannot say: names that lead nowhere or to two things. */
final class EstateNames {

    private final YamlDocument document;
    private final Map<String, Context> places = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> addresses = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    EstateNames(YamlDocument document) {
        this.document = document;
    }

    /** Takes a fact that stands at this JSON pointer. */
    void add(String pointer, Context fact) {
        places.put(pointer, fact);
        if (!known.add(fact.factId())) {
            findings.add(document.at(pointer, "this names the same thing as an entry above it: " + fact.factId()));
        }
        if (fact instanceof Asset asset) {
            asset.addresses().stream()
                    .filter(address -> !addresses.add(address))
                    .forEach(address -> findings.add(
                            document.at(pointer + "/addresses", "two assets have the address " + address)));
        }
    }

    /** Everything that is wrong, once all facts are there. */
    List<Finding> findings() {
        places.forEach(this::references);
        return List.copyOf(findings);
    }

    private void references(String at, Context fact) {
        if (fact instanceof Service service) {
            person(at + "/owner", service.owner());
            if (!service.vertical().isEmpty() && !known.contains(new Vertical(service.vertical(), false).factId())) {
                findings.add(document.at(at + "/vertical", "there is no vertical " + service.vertical()));
            }
        } else if (fact instanceof Asset asset) {
            service(at + "/service", asset.service());
        } else if (fact instanceof BusinessFlow flow) {
            service(at + "/service", flow.service());
        } else if (fact instanceof Incident incident) {
            service(at + "/service", incident.service());
        } else if (fact instanceof Change change) {
            service(at + "/service", change.service());
        } else if (fact instanceof Team team) {
            team.members().forEach(member -> person(at + "/members", member));
        } else if (fact instanceof Delegation delegation) {
            person(at + "/delegator", delegation.delegator());
            person(at + "/delegate", delegation.delegate());
        } else if (fact instanceof BreakGlassRight right) {
            person(at + "/person", right.person());
        } else if (fact instanceof InCharge inCharge) {
            person(at + "/person", inCharge.person());
            if (inCharge.subject() == ChargeSubject.SERVICE) {
                service(at + "/name", inCharge.name());
            }
        }
    }

    private void person(String at, String name) {
        if (!known.contains(new Person(name, List.of()).factId())) {
            findings.add(document.at(at, name + " is not among the people"));
        }
    }

    private void service(String at, String name) {
        if (!known.contains("Service:" + name)) {
            findings.add(document.at(at, "there is no service " + name));
        }
    }
}
