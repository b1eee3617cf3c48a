package dev.tutti.demo;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Opens tickets, one per idempotency key. */
final class SimulatedTicketDesk implements Behaviour {

    private static final Set<String> PRIORITIES = Set.of("low", "normal", "high", "urgent");

    /** The body that came with a key, and the ticket that it opened. */
    private record First(Map<String, Object> body, String ticket) {}

    private final Map<String, Map<String, Object>> tickets = new LinkedHashMap<>();
    private final Map<String, First> byKey = new HashMap<>();

    @Override
    public String title() {
        return "Simulated ticket desk";
    }

    @Override
    public Answer answer(Asked asked) {
        if (asked.is("GET", 1, "tickets")) {
            return new Answer(200, Map.of("tickets", List.copyOf(tickets.values())));
        }
        if (asked.is("GET", 2, "tickets")) {
            Map<String, Object> ticket = tickets.get(asked.path().get(1));
            return ticket == null
                    ? Answer.problem(404, "no-such-ticket", "No ticket of that number")
                    : new Answer(200, ticket);
        }
        return asked.is("POST", 1, "tickets") ? open(asked) : Answer.noSuchPath();
    }

    private Answer open(Asked asked) {
        First first = byKey.get(asked.key());
        if (first != null) {
            return first.body().equals(asked.body())
                    ? new Answer(200, tickets.getOrDefault(first.ticket(), Map.of()))
                    : Answer.problem(422, "key-used-for-another-request", "That key belongs to another request");
        }
        if (asked.text("summary").isBlank() || !PRIORITIES.contains(asked.text("priority"))) {
            return Answer.problem(422, "not-a-ticket", "A ticket needs a summary and a known priority");
        }
        if (tickets.size() >= Answer.MAX_ENTRIES) {
            return Answer.full();
        }
        String id = "SIM-" + (tickets.size() + 1);
        Map<String, Object> ticket = new LinkedHashMap<>();
        ticket.put("id", id);
        for (String name : List.of("summary", "description", "alert", "priority", "reference")) {
            ticket.put(name, asked.text(name));
        }
        tickets.put(id, ticket);
        if (!asked.key().isEmpty()) {
            byKey.put(asked.key(), new First(asked.body(), id));
        }
        return new Answer(201, ticket);
    }
}
