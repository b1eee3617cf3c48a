package dev.tutti.intake.format;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which zone a name in a log means. */
final class ZoneNames {

    /** Abbreviations that stand for one offset in practice; Java takes some of them for a region with a summer time. */
    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("ZZ", "Z"), // a template that writes Z after a time that has one
            Map.entry("EST", "-05:00"),
            Map.entry("EDT", "-04:00"),
            Map.entry("CST", "-06:00"),
            Map.entry("CDT", "-05:00"),
            Map.entry("MST", "-07:00"),
            Map.entry("MDT", "-06:00"),
            Map.entry("PST", "-08:00"),
            Map.entry("PDT", "-07:00"),
            Map.entry("HST", "-10:00"),
            Map.entry("BRT", "-03:00"),
            Map.entry("WET", "+00:00"),
            Map.entry("WEST", "+01:00"),
            Map.entry("BST", "+01:00"),
            Map.entry("CET", "+01:00"),
            Map.entry("CEST", "+02:00"),
            Map.entry("EET", "+02:00"),
            Map.entry("EEST", "+03:00"),
            Map.entry("MSK", "+03:00"),
            Map.entry("IST", "+05:30"),
            Map.entry("SGT", "+08:00"),
            Map.entry("HKT", "+08:00"),
            Map.entry("JST", "+09:00"),
            Map.entry("KST", "+09:00"),
            Map.entry("AEST", "+10:00"),
            Map.entry("AEDT", "+11:00"),
            Map.entry("NZST", "+12:00"),
            Map.entry("NZDT", "+13:00"));

    private static final int LONGEST = 64;

    private ZoneNames() {}

    /** UTC, an offset, an abbreviation or a region; empty when it is none of them. */
    static Optional<ZoneId> zone(String name) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneId.of(ZONES.getOrDefault(name.toUpperCase(Locale.ROOT), name)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
