package dev.tutti.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a tool does anew whenever it is asked, once for one key: {@code POST /PATH}, and {@code GET /PATH} for all. */
final class Reports implements Route {

    private final String path;
    private final Function<String, Map<String, Object>> findings;
    private final List<Map<String, Object>> reports = new ArrayList<>();
    private final Keys keys = new Keys();

    /** @param findings what is found of a target, at the time at which it is asked */
    Reports(String path, Function<String, Map<String, Object>> findings) {
        this.path = path;
        this.findings = findings;
    }

    @Override
    public Optional<Answer> answer(Asked asked) {
        if (asked.is("GET", 1, path)) {
            return Optional.of(new Answer(200, Map.of(path, List.copyOf(reports))));
        }
        return asked.is("POST", 1, path) ? Optional.of(keys.once(asked, () -> report(asked))) : Optional.empty();
    }

    private Answer report(Asked asked) {
        String target = asked.text("target");
        if (target.isBlank()) {
            return Answer.problem(422, "no-target", "It has to be said of what");
        }
        if (reports.size() >= Answer.MAX_ENTRIES) {
            return Answer.full();
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("id", path + "-" + (reports.size() + 1));
        report.putAll(asked.body());
        report.putAll(findings.apply(target));
        reports.add(report);
        return new Answer(201, report);
    }
}
