package dev.tutti.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The formats that this version understands. */
@ApplicationScoped
public class AlertFormats {

    private final List<AlertFormat> formats;

    @Inject
    public AlertFormats(Clock clock) {
        formats = List.of(new TuttiFormat(clock), new SuricataFormat());
    }

    /** Tutti's own, taken where the path names none. */
    public AlertFormat own() {
        return formats.get(0);
    }

    public Optional<AlertFormat> named(String name) {
        return formats.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    public List<String> names() {
        return formats.stream().map(AlertFormat::name).toList();
    }
}
