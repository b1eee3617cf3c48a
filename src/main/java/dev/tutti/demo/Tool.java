package dev.tutti.demo;

import java.util.Locale;

/** The tools of a simulated estate. */
public enum Tool {
    FIREWALL,
    EDR,
    TICKET,
    CHAT,
    IDENTITY,
    MAIL,
    SANDBOX,
    INTEL,
    SCANNER,
    PATCH,
    FORENSICS,
    COMPLIANCE,
    SIEM;

    /** What an instance of it is called. */
    public String instance() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The folder under {@code connectors/} that says how it is asked. */
    public String manifest() {
        return "simulated-" + instance();
    }
}
