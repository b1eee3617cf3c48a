package dev.tutti.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Posts whatever it is given, as often as it is given it, and answers 200 also to a refusal. */
final class SimulatedChat implements Behaviour {

    private final List<Map<String, Object>> messages = new ArrayList<>();

    @Override
    public String title() {
        return "Simulated chat";
    }

    @Override
    public Answer answer(Asked asked) {
        if (asked.is("GET", 1, "messages")) {
            return new Answer(200, Map.of("messages", List.copyOf(messages)));
        }
        return asked.is("POST", 1, "messages") ? post(asked) : Answer.noSuchPath();
    }

    private Answer post(Asked asked) {
        if (!asked.text("channel").matches("[#@].+")) {
            return refused("channel_not_found");
        }
        if (asked.text("text").isBlank()) {
            return refused("no_text");
        }
        if (messages.size() >= Answer.MAX_ENTRIES) {
            return Answer.full();
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("ts", "1." + (messages.size() + 1));
        message.put("channel", asked.text("channel"));
        message.put("text", asked.text("text"));
        messages.add(message);
        return new Answer(200, Map.of("ok", true, "ts", message.get("ts")));
    }

    private static Answer refused(String error) {
        return new Answer(200, Map.of("ok", false, "error", error));
    }
}
