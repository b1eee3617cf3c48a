package dev.tutti.fact;

import java.util.List;

/** A machine or device of the estate, the service it belongs to and the addresses it answers at. */
public record Asset(String name, String service, List<String> addresses) implements Context {

    public Asset {
        addresses = addresses.stream().sorted().distinct().toList();
    }

    @Override
    public String factId() {
        return "Asset:" + name;
    }
}
