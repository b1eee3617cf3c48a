package dev.tutti.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The index in {@code rules/README.md}: a table with one row per policy, whose first cell holds its id. */
final class ReadmeIndex {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\|[^|\\n]*?\\b((?:CON|RES|COO|TIM|MOD)-\\d{3})\\b([^\\n]*)");

    private ReadmeIndex() {}

    /** @param folders the folder of each policy, by id */
    static List<Finding> check(SourceFile readme, Map<String, String> folders) {
        List<Finding> findings = new ArrayList<>();
        List<String> listed = new ArrayList<>();
        Matcher row = ROW.matcher(readme.text());
        while (row.find()) {
            String id = row.group(1);
            String folder = folders.get(id);
            if (folder == null) {
                findings.add(readme.at(row.start(1), "the index lists " + id + ", which is not there"));
            } else if (!row.group().contains(folder.substring("rules/".length()))) {
                findings.add(readme.at(row.start(1), "this row of the index does not name " + folder));
            }
            listed.add(id);
        }
        folders.keySet().stream()
                .filter(id -> !listed.contains(id))
                .forEach(id -> findings.add(readme.at(readme.text().length(), "the index lacks a row for " + id)));
        return findings;
    }
}
