package dev.tutti.intake;

import dev.tutti.intake.format.AlertFormats;
import dev.tutti.source.KnownFormats;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells those who declare sources which formats there are. */
@ApplicationScoped
class FormatNames implements KnownFormats {

    private final AlertFormats formats;

    FormatNames(AlertFormats formats) {
        this.formats = formats;
    }

    @Override
    public List<String> names() {
        return formats.names();
    }
}
