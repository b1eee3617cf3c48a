package dev.tutti.faults;

import java.util.List;

/**
 * One request of a SIEM.
 *
 * @param format {@code ""} for Tutti's own
 * @param items the alerts as JSON texts
 */
record Post(String format, List<String> items) {

    String path() {
        return format.isEmpty() ? "/api/v1/alerts" : "/api/v1/alerts/" + format;
    }

    String body() {
        return items.size() == 1 ? items.get(0) : "[" + String.join(",", items) + "]";
    }

    boolean single() {
        return items.size() == 1;
    }
}
