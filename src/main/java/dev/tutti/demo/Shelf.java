package dev.tutti.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Things that a tool keeps, each under one name: {@code PUT}, {@code GET} and {@code DELETE /PATH/NAME}, and {@code GET
 * /PATH} for all. A name may have several segments.
 *
 * <p>What one action put there, the same may put again; on a shelf of {@link #ofOwners} another is refused, so that nobody
 * takes away later what somebody else had put there before.
 */
final class Shelf implements Route {

    private final String path;
    private final boolean owned;
    private final UnaryOperator<Map<String, Object>> shown;
    private final Map<String, Map<String, Object>> things = new LinkedHashMap<>();

    private Shelf(String path, boolean owned, UnaryOperator<Map<String, Object>> shown) {
        this.path = path;
        this.owned = owned;
        this.shown = shown;
    }

    /** Whoever puts something there owns it. */
    static Shelf ofOwners(String path) {
        return new Shelf(path, true, thing -> thing);
    }

    /** What is put there anew replaces what was there. */
    static Shelf shared(String path) {
        return new Shelf(path, false, thing -> thing);
    }

    /** The same; an answer to a change says this besides. */
    static Shelf shared(String path, UnaryOperator<Map<String, Object>> shown) {
        return new Shelf(path, false, shown);
    }

    synchronized boolean holds(String name) {
        return things.containsKey(name);
    }

    synchronized Map<String, Object> get(String name) {
        return things.getOrDefault(name, Map.of());
    }

    synchronized void remove(String name) {
        things.remove(name);
    }

    @Override
    public synchronized Optional<Answer> answer(Asked asked) {
        if (asked.path().isEmpty() || !asked.path().get(0).equals(path)) {
            return Optional.empty();
        }
        String name = String.join("/", asked.path().subList(1, asked.path().size()));
        if (name.isEmpty()) {
            return asked.method().equals("GET")
                    ? Optional.of(new Answer(200, Map.of(path, List.copyOf(things.values()))))
                    : Optional.empty();
        }
        return Optional.of(
                switch (asked.method()) {
                    case "GET" -> found(things.get(name));
                    case "PUT" -> put(name, asked);
                    case "DELETE" -> found(things.remove(name));
                    default -> Answer.problem(405, "no-such-method", "A thing is put, read or removed");
                });
    }

    private Answer put(String name, Asked asked) {
        Map<String, Object> present = things.get(name);
        if (present == null && things.size() >= Answer.MAX_ENTRIES) {
            return Answer.full();
        }
        if (owned && present != null && !asked.text("reference").equals(present.get("reference"))) {
            return Answer.problem(409, "already-there", "Somebody else put that there");
        }
        Map<String, Object> thing = new LinkedHashMap<>();
        thing.put("name", name);
        thing.putAll(asked.body());
        things.put(name, thing);
        return new Answer(present == null ? 201 : 200, shown.apply(thing));
    }

    private static Answer found(@Nullable Map<String, Object> thing) {
        return thing == null
                ? Answer.problem(404, "not-there", "There is nothing of that name")
                : new Answer(200, thing);
    }
}
