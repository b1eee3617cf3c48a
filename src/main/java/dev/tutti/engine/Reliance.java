package dev.tutti.engine;

import dev.tutti.fact.Concept;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which policies match concepts that others conclude. */
final class Reliance {

    private final List<RuleShape> shapes;

    Reliance(List<RuleShape> shapes) {
        this.shapes = shapes;
    }

    /** The policies that rely on these, directly or by another concept; without these themselves. */
    Set<String> on(Collection<String> policyIds) {
        Set<String> all = new TreeSet<>(policyIds);
        while (all.addAll(next(all))) {
            // until nobody is added
        }
        all.removeAll(policyIds);
        return all;
    }

    private Set<String> next(Set<String> policyIds) {
        Set<String> concepts = shapes.stream()
                .filter(shape -> policyIds.contains(shape.policyId()))
                .flatMap(shape -> shape.concluded().stream())
                .filter(Reliance::isConcept)
                .collect(Collectors.toSet());
        return shapes.stream()
                .filter(shape -> shape.matched().stream().anyMatch(concepts::contains))
                .map(RuleShape::policyId)
                .collect(Collectors.toSet());
    }

    private static boolean isConcept(String type) {
        return FactTypes.find(type).filter(Concept.class::isAssignableFrom).isPresent();
    }
}
