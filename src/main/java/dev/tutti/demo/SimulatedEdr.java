package dev.tutti.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Knows the hosts that have an agent, and isolates each at most once at a time. */
final class SimulatedEdr implements Behaviour {

    /** One isolation; its place in the map is the host that is isolated. */
    private record Isolation(String id, String comment, String reference) {}

    private final Set<String> hosts;
    private final Map<String, Isolation> isolated = new TreeMap<>();
    private long lastId;

    SimulatedEdr(Set<String> hosts) {
        this.hosts = Set.copyOf(hosts);
    }

    @Override
    public String title() {
        return "Simulated EDR";
    }

    @Override
    public Answer answer(Asked asked) {
        if (asked.is("GET", 1, "hosts")) {
            List<Map<String, Object>> all = new ArrayList<>();
            hosts.stream().sorted().forEach(host -> all.add(state(host)));
            return new Answer(200, Map.of("hosts", all));
        }
        if (asked.path().size() < 2 || !asked.path().get(0).equals("hosts")) {
            return Answer.noSuchPath();
        }
        String host = asked.path().get(1);
        if (!hosts.contains(host)) {
            return Answer.problem(404, "no-such-host", "No agent of that name");
        }
        if (asked.is("GET", 2, "hosts")) {
            return new Answer(200, state(host));
        }
        if (asked.is("POST", 3, "hosts", "isolation")) {
            return isolate(host, asked);
        }
        if (asked.is("DELETE", 3, "hosts", "isolation")) {
            return release(host);
        }
        return Answer.noSuchPath();
    }

    private Answer isolate(String host, Asked asked) {
        if (isolated.containsKey(host)) {
            return Answer.problem(409, "already-isolated", "That host is isolated already");
        }
        lastId++;
        isolated.put(host, new Isolation("isolation-" + lastId, asked.text("comment"), asked.text("reference")));
        return new Answer(201, state(host));
    }

    private Answer release(String host) {
        if (isolated.remove(host) == null) {
            return Answer.problem(409, "not-isolated", "That host is not isolated");
        }
        return new Answer(200, state(host));
    }

    private Map<String, Object> state(String host) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("name", host);
        Isolation isolation = isolated.get(host);
        state.put("state", isolation == null ? "connected" : "isolated");
        if (isolation != null) {
            state.put("id", isolation.id());
            state.put("comment", isolation.comment());
            state.put("reference", isolation.reference());
        }
        return state;
    }
}
