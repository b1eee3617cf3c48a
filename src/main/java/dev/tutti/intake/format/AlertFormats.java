package dev.tutti.intake.format;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The formats that this version understands. */
@ApplicationScoped
public class AlertFormats {

    private final List<AlertFormat> formats = new ArrayList<>();
    private final AlertFormat any;

    @Inject
    public AlertFormats(Clock clock) {
        var own = new TuttiFormat(clock);
        Stream.of(
                        new SuricataDialect(),
                        new WazuhDialect(),
                        new ElasticDialect(),
                        new FalcoDialect(),
                        new AlertmanagerDialect(),
                        new GuardDutyDialect(),
                        new SecurityHubDialect(),
                        new OcsfDialect(),
                        new SentinelDialect(),
                        new DefenderDialect(),
                        new SplunkDialect())
                .forEach(dialect -> formats.add(new JsonFormat(dialect, clock)));
        // Last, since a shipper's object may hold a line and be some product's alert all the same.
        Stream.of(new CefDialect(), new LeefDialect())
                .forEach(dialect -> formats.add(new EventLineFormat(dialect, clock)));
        var products = List.copyOf(formats);
        any = new AnyFormat("any", products, own);
        formats.add(0, own);
        formats.add(new AnyFormat("cloudevents", products, own));
    }

    /** Taken where the path names none: it finds out by looking. */
    public AlertFormat any() {
        return any;
    }

    public Optional<AlertFormat> named(String name) {
        return formats.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    public List<String> names() {
        return formats.stream().map(AlertFormat::name).toList();
    }
}
