package dev.tutti.source;

import dev.tutti.problem.FieldError;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A source as it is asked for; what is missing is empty, so that one answer tells all that is wrong.
 *
 * @param name when a source is changed, that of the path or left out
 */
record SourceForm(String name, String tenant, List<String> formats, List<String> networks, RateForm rate) {

    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    static final int MOST_NETWORKS = 64;

    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}|[*]");
    private static final RateForm NO_RATE = new RateForm(0, "");

    SourceForm {
        name = Objects.requireNonNullElse(name, "");
        tenant = Objects.requireNonNullElse(tenant, "");
        formats = Objects.requireNonNullElse(formats, List.of());
        networks = Objects.requireNonNullElse(networks, List.of());
        rate = Objects.requireNonNullElse(rate, NO_RATE);
    }

    /** At most so many alerts within such a time, as ISO 8601 writes it. */
    record RateForm(int alerts, String per) {

        RateForm {
            per = Objects.requireNonNullElse(per, "");
        }
    }

    /** What is wrong with it. */
    List<FieldError> errors(List<String> knownFormats) {
        var errors = new ArrayList<FieldError>();
        if (!NAME.matcher(name).matches()) {
            errors.add(new FieldError("/name", "must be 1 to 63 of a-z 0-9 -, the first no -"));
        }
        if (!TENANT.matcher(tenant).matches()) {
            errors.add(new FieldError(
                    "/tenant", "must be the tenant of all its alerts, or * where the alerts themselves say it"));
        }
        for (int i = 0; i < Math.min(formats.size(), knownFormats.size() + 1); i++) {
            if (!knownFormats.contains(formats.get(i))) {
                errors.add(new FieldError("/formats/" + i, "must be one of " + String.join(", ", knownFormats)));
            }
        }
        if (networks.size() > MOST_NETWORKS) {
            errors.add(new FieldError("/networks", "must have at most " + MOST_NETWORKS + " blocks"));
        }
        for (int i = 0; i < Math.min(networks.size(), MOST_NETWORKS); i++) {
            if (network(networks.get(i)).isEmpty()) {
                errors.add(new FieldError(
                        "/networks/" + i,
                        "must be an address or a CIDR block without bits beyond its prefix, such as 192.0.2.0/24"));
            }
        }
        checkRate(errors);
        return errors;
    }

    /** To be called when there are no errors. */
    Limits limits() {
        return new Limits(
                tenant,
                formats.stream().distinct().sorted().toList(),
                networks.stream()
                        .map(text -> network(text).orElseThrow())
                        .distinct()
                        .toList(),
                rate.equals(NO_RATE) ? Rate.NONE : new Rate(rate.alerts(), period().orElseThrow()));
    }

    private void checkRate(List<FieldError> errors) {
        if (rate.equals(NO_RATE)) {
            return;
        }
        if (rate.alerts() < 1 || rate.alerts() > Rate.MOST_ALERTS) {
            errors.add(new FieldError("/rate/alerts", "must be 1 to " + Rate.MOST_ALERTS));
        }
        boolean usable = period().filter(
                        per -> per.compareTo(Rate.SHORTEST) >= 0 && per.compareTo(Rate.LONGEST) <= 0 && isWhole(per))
                .isPresent();
        if (!usable) {
            errors.add(new FieldError("/rate/per", "must be whole seconds from PT1S to PT24H"));
        }
    }

    private static boolean isWhole(Duration per) {
        return per.equals(per.truncatedTo(ChronoUnit.SECONDS));
    }

    private Optional<Duration> period() {
        try {
            return Optional.of(Duration.parse(rate.per()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** JSON may hold null where a text is expected. */
    private static Optional<Network> network(String text) {
        return Network.read(Objects.requireNonNullElse(text, ""));
    }
}
