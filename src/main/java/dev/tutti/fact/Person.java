package dev.tutti.fact;

import java.util.List;

/** A human or machine that may act in Tutti, with the roles held now. */
public record Person(String name, List<String> roles) implements Context {

    public Person {
        roles = roles.stream().sorted().distinct().toList();
    }

    @Override
    public String factId() {
        return "Person:" + name;
    }
}
