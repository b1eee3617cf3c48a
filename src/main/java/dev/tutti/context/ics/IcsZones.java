package dev.tutti.context.ics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Which time zone of the IANA database a calendar means by a name: that of the database itself, also behind the path that some
 * programs put before it, the one that its VTIMEZONE names as {@code X-LIC-LOCATION}, or what Windows calls it.
 */
final class IcsZones {

    private static final Set<String> IANA = Set.copyOf(ZoneId.getAvailableZoneIds());
    private static final Properties WINDOWS = windows();

    private final Map<String, String> locations;

    /** @param locations what the calendar says of the place of a zone, by the name of the zone */
    IcsZones(Map<String, String> locations) {
        this.locations = Map.copyOf(locations);
    }

    String find(IcsProperty property, String name) {
        return find(name)
                .or(() -> Optional.ofNullable(locations.get(name)).flatMap(IcsZones::iana))
                .orElseThrow(
                        () -> property.flaw(
                                "has the time zone " + name
                                        + ", which is neither the IANA name of one, such as Europe/Berlin, nor one that Windows knows"));
    }

    private static Optional<String> find(String name) {
        return iana(name).or(() -> Optional.ofNullable(WINDOWS.getProperty(name)));
    }

    /** The longest end of a path that is a zone, as in {@code /freeassociation.sourceforge.net/Europe/Berlin}. */
    private static Optional<String> iana(String name) {
        String rest = name;
        while (!IANA.contains(rest)) {
            int slash = rest.indexOf('/');
            if (slash < 0 || !name.startsWith("/")) {
                return Optional.empty();
            }
            rest = rest.substring(slash + 1);
        }
        return Optional.of(rest);
    }

    private static Properties windows() {
        Properties windows = new Properties();
        try (InputStream file =
                Objects.requireNonNull(IcsZones.class.getResourceAsStream("windows-zones.properties"), "packaged")) {
            windows.load(file);
            return windows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
