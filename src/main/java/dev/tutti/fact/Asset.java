package dev.tutti.fact;

import java.util.List;
import java.util.Objects;

/** A machine or device of the estate, the service it belongs to and the addresses it answers at. */
public record Asset(String name, String service, List<String> addresses, DeviceClass deviceClass) implements Context {

    /** Journals of 0.1 name no class of device. */
    public Asset {
        addresses = addresses.stream().sorted().distinct().toList();
        deviceClass = Objects.requireNonNullElse(deviceClass, DeviceClass.UNKNOWN);
    }

    /** An asset of which no more is known. */
    public Asset(String name, String service, List<String> addresses) {
        this(name, service, addresses, DeviceClass.UNKNOWN);
    }

    @Override
    public String factId() {
        return "Asset:" + name;
    }
}
