package dev.tutti.demo;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddressString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps a set of blocked addresses and one of blocked domains; a block set twice is one block. */
final class SimulatedFirewall implements Behaviour {

    private static final Pattern DOMAIN = Pattern.compile("(\\*\\.)?([a-z0-9_-]+\\.)+[a-z0-9-]+");

    private final Map<String, Map<String, Object>> blocks = new LinkedHashMap<>();
    private final Shelf domains = Shelf.shared("domain-blocks");
    private long lastId;

    @Override
    public String title() {
        return "Simulated firewall";
    }

    @Override
    public Answer answer(Asked asked) {
        if (asked.is("GET", 1, "blocks")) {
            return new Answer(200, Map.of("blocks", List.copyOf(blocks.values())));
        }
        if (asked.path().size() == 2
                && asked.path().get(0).equals("domain-blocks")
                && !DOMAIN.matcher(asked.path().get(1)).matches()) {
            return Answer.problem(422, "not-a-domain", "A block needs one domain");
        }
        return domains.answer(asked).orElseGet(() -> ofAddress(asked));
    }

    private Answer ofAddress(Asked asked) {
        if (asked.path().size() != 2 || !asked.path().get(0).equals("blocks")) {
            return Answer.noSuchPath();
        }
        Optional<String> address = address(asked.path().get(1));
        if (address.isEmpty()) {
            return Answer.problem(422, "not-an-address", "A block needs one IP address");
        }
        return switch (asked.method()) {
            case "GET" -> found(blocks.get(address.get()));
            case "PUT" -> block(address.get(), asked);
            case "DELETE" -> found(blocks.remove(address.get()));
            default -> Answer.problem(405, "no-such-method", "A block is set, read or removed");
        };
    }

    private Answer block(String address, Asked asked) {
        Map<String, Object> present = blocks.get(address);
        if (present != null) {
            return new Answer(200, present);
        }
        if (blocks.size() >= Answer.MAX_ENTRIES) {
            return Answer.full();
        }
        lastId++;
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("id", "block-" + lastId);
        block.put("address", address);
        block.put("comment", asked.text("comment"));
        block.put("reference", asked.text("reference"));
        if (asked.body().get("durationSeconds") instanceof Number seconds) {
            block.put("durationSeconds", seconds);
        }
        blocks.put(address, block);
        return new Answer(201, block);
    }

    private static Answer found(@Nullable Map<String, Object> block) {
        return block == null
                ? Answer.problem(404, "no-such-block", "That address is not blocked")
                : new Answer(200, block);
    }

    private static Optional<String> address(String text) {
        try {
            IPAddressString parsed = new IPAddressString(text);
            boolean single = parsed.isIPAddress() && !parsed.isPrefixed();
            return single && !parsed.toAddress().isMultiple()
                    ? Optional.of(parsed.toAddress().toCanonicalString())
                    : Optional.empty();
        } catch (AddressStringException e) {
            return Optional.empty();
        }
    }
}
