package dev.tutti.context.ics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One property as it is written.
 *
 * @param name in upper case
 * @param parameters by name in upper case, without quotes
 */
record IcsProperty(String name, Map<String, String> parameters, String value) {

    /** The parts of a value that is a list. */
    List<String> values() {
        return Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    }

    String parameter(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }

    IcsFlaw flaw(String message) {
        return new IcsFlaw(name, message);
    }
}
