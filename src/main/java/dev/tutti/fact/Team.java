package dev.tutti.fact;

import java.util.List;

/** A named group of people who can be asked together: operations, human resources, the change board. */
public record Team(String name, List<String> members) implements Context {

    public Team {
        members = members.stream().sorted().distinct().toList();
    }

    @Override
    public String factId() {
        return "Team:" + name;
    }
}
