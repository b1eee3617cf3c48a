package dev.tutti.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.Person;
import dev.tutti.fact.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The sample estate in {@code rules/estate.yaml} that all cases share, so that a case names only what is special about it.
 */
public record Estate(List<Service> services, List<Asset> assets, List<Person> people) {

    public Estate {
        services = List.copyOf(services);
        assets = List.copyOf(assets);
        people = List.copyOf(people);
    }

    static Estate of(YamlDocument document) {
        JsonNode root = document.root();
        return new Estate(
                root.path("services").valueStream().map(Estate::service).toList(),
                root.path("assets").valueStream().map(Estate::asset).toList(),
                root.path("people").valueStream().map(Estate::person).toList());
    }

    /** What the schema cannot say: names that lead nowhere or to two things. */
    List<Finding> findings(YamlDocument document) {
        Set<String> names = new HashSet<>();
        Set<String> owners = new HashSet<>(people.stream().map(Person::name).toList());
        Set<String> known = new HashSet<>(services.stream().map(Service::name).toList());
        Set<String> addresses = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        IntStream.range(0, services.size()).forEach(i -> {
            Service service = services.get(i);
            if (!names.add("service " + service.name())) {
                findings.add(document.at("/services/" + i + "/name", "there are two services " + service.name()));
            }
            if (!owners.contains(service.owner())) {
                findings.add(document.at("/services/" + i + "/owner", service.owner() + " is not among the people"));
            }
        });
        IntStream.range(0, assets.size()).forEach(i -> {
            Asset asset = assets.get(i);
            if (!names.add("asset " + asset.name())) {
                findings.add(document.at("/assets/" + i + "/name", "there are two assets " + asset.name()));
            }
            if (!known.contains(asset.service())) {
                findings.add(document.at("/assets/" + i + "/service", "there is no service " + asset.service()));
            }
            asset.addresses().stream()
                    .filter(a -> !addresses.add(a))
                    .forEach(a -> findings.add(
                            document.at("/assets/" + i + "/addresses", "two assets have the address " + a)));
        });
        IntStream.range(0, people.size())
                .filter(i -> !names.add("person " + people.get(i).name()))
                .forEach(i -> findings.add(document.at(
                        "/people/" + i + "/name",
                        "there are two people " + people.get(i).name())));
        return findings;
    }

    private static Service service(JsonNode node) {
        return new Service(
                node.path("name").asText(),
                node.path("owner").asText(),
                Criticality.valueOf(node.path("criticality").asText()));
    }

    private static Asset asset(JsonNode node) {
        return new Asset(
                node.path("name").asText(), node.path("service").asText(), YamlDocument.texts(node.path("addresses")));
    }

    private static Person person(JsonNode node) {
        return new Person(node.path("name").asText(), YamlDocument.texts(node.path("roles")));
    }
}
