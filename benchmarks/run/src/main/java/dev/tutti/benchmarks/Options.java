package dev.tutti.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is said as {@code name=value} behind the name of a benchmark. */
record Options(Map<String, String> values) {

    Options(List<String> words) {
        this(words.stream()
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
    }

    int number(String name, int otherwise) {
        return Integer.parseInt(values.getOrDefault(name, String.valueOf(otherwise)));
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }
}
