package dev.tutti.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Context;
import dev.tutti.fact.Person;
import dev.tutti.fact.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sample estate in {@code rules/estate.yaml} that all cases share, so that a case names only what is special about it.
 *
 * @param facts in the order in which they are stated
 */
public record Estate(List<Context> facts) {

    public Estate {
        facts = List.copyOf(facts);
    }

    /** An estate of which no more is said. */
    public Estate(List<Service> services, List<Asset> assets, List<Person> people) {
        this(Stream.of(services, assets, people).<Context>flatMap(List::stream).toList());
    }

    /** The estate; what the schema could not see is added to the findings. */
    static Estate of(YamlDocument document, List<Finding> findings) {
        List<Context> facts = new ArrayList<>();
        EstateNames names = new EstateNames(document);
        for (ContextWord word : ContextWord.values()) {
            int index = 0;
            for (JsonNode node : document.root().path(word.section())) {
                String pointer = "/" + word.section() + "/" + index++;
                try {
                    Context fact = word.fact(node);
                    facts.add(fact);
                    names.add(pointer, fact);
                } catch (IllegalArgumentException e) {
                    findings.add(document.at(pointer, String.valueOf(e.getMessage())));
                }
            }
        }
        findings.addAll(names.findings());
        return new Estate(facts);
    }

    public List<Service> services() {
        return all(Service.class);
    }

    public List<Asset> assets() {
        return all(Asset.class);
    }

    public List<Person> people() {
        return all(Person.class);
    }

    private <T extends Context> List<T> all(Class<T> type) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
