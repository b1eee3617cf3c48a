package dev.tutti.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.fact.UnsoundSchedule;
import dev.tutti.policy.table.Table;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one policy: {@code policy.yaml}, {@code policy.drl} or {@code table.csv}, {@code cases/} and nothing else.
 */
final class PolicyFolder {

    static final int MAX_CASES = 50;

    static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    /** What a case says to begin and end. */
    private static final List<String> BOUNDED =
            Stream.concat(CasePeriod.WORDS.stream(), Stream.of("delegation")).toList();

    private static final Set<String> PARTS = Set.of("policy.yaml", "policy.drl", "table.csv", "cases");

    private final RulesFolder rules;
    private final Phase phase;
    private final String path;
    private final List<Finding> findings;

    /** @param path relative to the rules folder */
    PolicyFolder(RulesFolder rules, Phase phase, String path, List<Finding> findings) {
        this.rules = rules;
        this.phase = phase;
        this.path = path;
        this.findings = findings;
    }

    /**
     * What was read of one policy.
     *
     * @param policy what it says
     * @param head its {@code policy.yaml}
     * @param source its {@code policy.drl} or {@code table.csv}
     * @param table what its {@code table.csv} says, if it has one
     * @param caseDocuments its cases
     */
    record Read(
            Policy policy,
            YamlDocument head,
            SourceFile source,
            Optional<Table> table,
            List<YamlDocument> caseDocuments) {}

    /** The policy, when enough of it is there; what is wrong with it was added to the findings. */
    Optional<Read> read() {
        form();
        Optional<YamlDocument> head =
                rules.read(path + "/policy.yaml").flatMap(file -> YamlDocument.read(file, Form.POLICY, findings));
        boolean tabular = rules.exists(path + "/table.csv");
        Optional<SourceFile> source = rules.read(path + (tabular ? "/table.csv" : "/policy.drl"));
        List<YamlDocument> cases = cases();
        head.ifPresent(this::prefix);
        if (head.isEmpty() || source.isEmpty()) {
            return Optional.empty();
        }
        if (tabular) {
            Optional<Table> table = new TableSource(head.get(), source.get(), phase, path, findings).read();
            return table.map(
                    said -> new Read(policy(head.get(), said.drl(), cases), head.get(), source.get(), table, cases));
        }
        if (head.get().root().has("table")) {
            findings.add(head.get().at("/table", "there is no table.csv in this folder"));
        }
        Policy policy = policy(head.get(), source.get().text(), cases);
        findings.addAll(DrlGate.check(source.get(), policy.folder(), policy.id(), phase));
        return Optional.of(new Read(policy, head.get(), source.get(), Optional.empty(), cases));
    }

    private void form() {
        if (!SNAKE_CASE.matcher(path.substring(path.lastIndexOf('/') + 1)).matches()) {
            rules.note(path, "a policy's folder is named in snake_case");
        }
        rules.names(path).stream()
                .filter(name -> !PARTS.contains(name))
                .forEach(name -> rules.note(
                        path + "/" + name,
                        "a policy's folder holds policy.yaml, policy.drl or table.csv, and cases/ only"));
        if (rules.exists(path + "/table.csv") && rules.exists(path + "/policy.drl")) {
            rules.note(path, "a policy is written as policy.drl or as table.csv; make two policies of these");
        }
    }

    private void prefix(YamlDocument head) {
        String id = head.root().path("id").asText();
        if (!id.startsWith(phase.prefix() + "-")) {
            findings.add(head.at("/id", "ids in " + phase.folder() + "/ begin with " + phase.prefix() + "-"));
        }
    }

    private List<YamlDocument> cases() {
        String folder = path + "/cases";
        List<YamlDocument> cases = new ArrayList<>();
        List<String> names = rules.isFolder(folder) ? rules.names(folder) : List.of();
        if (names.size() > MAX_CASES) {
            rules.note(folder, "holds more than " + MAX_CASES + " cases");
            return cases;
        }
        for (String name : names) {
            if (name.endsWith(".yaml")) {
                rules.read(folder + "/" + name)
                        .flatMap(file -> YamlDocument.read(file, Form.CASE, findings))
                        .ifPresent(cases::add);
            } else {
                rules.note(folder + "/" + name, "cases are .yaml files");
            }
        }
        boolean allRead = cases.size() == names.size();
        for (String kind : List.of("fires", "near-miss")) {
            if (allRead
                    && cases.stream()
                            .noneMatch(c -> c.root().path("kind").asText().equals(kind))) {
                rules.note(folder, "needs at least one case of kind " + kind);
            }
        }
        cases.forEach(this::inOrder);
        cases.forEach(this::periods);
        cases.forEach(this::updates);
        return cases;
    }

    /** Time does not run backwards in a case either. */
    private void inOrder(YamlDocument document) {
        List<JsonNode> given = document.root().path("given").valueStream().toList();
        for (int i = 1; i < given.size(); i++) {
            if (time(given.get(i).path("at")).isBefore(time(given.get(i - 1).path("at")))) {
                findings.add(document.at("/given/" + i + "/at", "this happens before what stands above it"));
            }
        }
    }

    private void periods(YamlDocument document) {
        int index = 0;
        for (JsonNode step : document.root().path("given")) {
            for (String period : BOUNDED) {
                if (step.path(period).has("zone")) {
                    schedule(document, step, index, period);
                    continue;
                }
                JsonNode from =
                        step.path(period).has("from") ? step.path(period).path("from") : step.path("at");
                JsonNode until = step.path(period).path("until");
                if (!until.isMissingNode() && !time(until).isAfter(time(from))) {
                    findings.add(
                            document.at("/given/" + index + "/" + period + "/until", "this ends before it begins"));
                }
            }
            index++;
        }
    }

    private void schedule(YamlDocument document, JsonNode step, int index, String period) {
        try {
            CasePeriod.of(period, step.path(period), time(step.path("at")).toInstant(), "checked");
        } catch (UnsoundSchedule unsound) {
            findings.add(document.at(
                    "/given/" + index + "/" + period + "/" + unsound.component(),
                    unsound.component() + " " + unsound.flaw()));
        }
    }

    /** What is sent again was sent before, and is told as it was sent first. */
    private void updates(YamlDocument document) {
        List<JsonNode> given = document.root().path("given").valueStream().toList();
        for (int i = 0; i < given.size(); i++) {
            JsonNode updates = given.get(i).path("alert").path("updates");
            if (updates.isMissingNode()) {
                continue;
            }
            JsonNode first = updates.asInt() > i
                    ? updates
                    : given.get(updates.asInt() - 1).path("alert");
            if (!first.isObject() || first.has("updates")) {
                findings.add(document.at(
                        "/given/" + i + "/alert/updates", "this is not the number of an alert that stands above it"));
            }
        }
    }

    private static OffsetDateTime time(JsonNode text) {
        return OffsetDateTime.parse(text.asText());
    }

    private Policy policy(YamlDocument head, String drl, List<YamlDocument> cases) {
        JsonNode root = head.root();
        return new Policy(
                root.path("id").asText(),
                root.path("title").asText(),
                root.path("owner").asText(),
                Status.valueOf(root.path("status").asText().toUpperCase(Locale.ROOT)),
                phase,
                root.path("risk").asText(),
                head.texts("controls"),
                head.texts("attack"),
                head.texts("capabilities"),
                root.path("wrongWhen").asText(),
                root.path("runbook").asText(),
                LocalDate.parse(root.path("reviewBy").asText()),
                "rules/" + path,
                drl,
                cases.stream()
                        .map(c -> new CaseFile(c.file().path(), c.file().text()))
                        .toList(),
                TallyForm.read(head, findings));
    }
}
