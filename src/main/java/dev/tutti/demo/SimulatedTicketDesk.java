package dev.tutti.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Opens tickets, one per idempotency key. */
final class SimulatedTicketDesk implements Behaviour {

    private static final Set<String> PRIORITIES = Set.of("low", "normal", "high", "urgent");

    private final Map<String, Map<String, Object>> tickets = new LinkedHashMap<>();
    private final Keys keys = new Keys();

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
        return asked.is("POST", 1, "tickets") ? keys.once(asked, () -> open(asked)) : Answer.noSuchPath();
    }

    private Answer open(Asked asked) {
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
        return new Answer(201, ticket);
    }
}
