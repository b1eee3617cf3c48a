package dev.tutti.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.fact.Capability;
import dev.tutti.fact.MandatedFunction;
import dev.tutti.fact.TargetType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One reading of one rules folder: every file once, every finding kept. */
final class RuleSetReader {

    static final int MAX_POLICIES = 500;

    /** Built into the product; a case may expect it, and no folder holds it. */
    private static final String NO_TOUCH_POLICY = "CORE-001";

    private static final Set<String> FILES =
            Set.of("README.md", "capabilities.yaml", "estate.yaml", MutationRecord.FILE);

    private final List<Finding> findings = new ArrayList<>();
    private final RulesFolder rules;
    /** Whether the ids are complete; only then is a name that leads nowhere the name's fault. */
    private boolean allRead = true;

    RuleSetReader(Path root) {
        this.rules = new RulesFolder(root, findings);
    }

    RuleSetReading read() {
        if (!rules.isFolder("")) {
            rules.note("", "there is no folder of rules here");
            return RuleSetReading.of(findings);
        }
        rules.names("").stream()
                .filter(name -> !FILES.contains(name) && Phase.ofFolder(name).isEmpty())
                .forEach(name -> rules.note(
                        name, "rules/ holds only " + new TreeSet<>(FILES) + " and the folders of the five phases"));
        Optional<YamlDocument> capabilityFile = document("capabilities.yaml", Form.CAPABILITIES);
        List<Capability> capabilities = capabilityFile.map(this::capabilities).orElse(List.of());
        Optional<Estate> estate = document("estate.yaml", Form.ESTATE).map(this::estate);
        List<PolicyFolder.Read> policies = policies();
        if (unique(policies) && allRead) {
            index(policies);
        }
        references(policies, capabilityFile.isPresent(), capabilities);
        TallyForm.checkTogether(policies, findings);
        if (!findings.isEmpty() || capabilityFile.isEmpty() || estate.isEmpty()) {
            return RuleSetReading.of(findings);
        }
        RuleSet ruleSet = new RuleSet(
                version(capabilityFile.get(), policies),
                policies.stream().map(PolicyFolder.Read::policy).toList(),
                capabilities,
                policies.stream()
                        .filter(read -> read.table().isPresent())
                        .collect(Collectors.toMap(
                                read -> read.policy().id(), read -> read.table().orElseThrow())));
        return RuleSetReading.of(
                ruleSet,
                estate.get(),
                policies.stream().collect(Collectors.toMap(read -> read.policy().id(), Function.identity())));
    }

    private Optional<YamlDocument> document(String path, Form form) {
        return rules.read(path).flatMap(file -> YamlDocument.read(file, form, findings));
    }

    private List<Capability> capabilities(YamlDocument document) {
        List<Capability> capabilities = document.root()
                .path("capabilities")
                .valueStream()
                .map(RuleSetReader::capability)
                .toList();
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < capabilities.size(); i++) {
            String name = capabilities.get(i).name();
            if (!names.add(name)) {
                findings.add(document.at("/capabilities/" + i + "/name", "there are two capabilities " + name));
            }
        }
        return capabilities;
    }

    private static Capability capability(JsonNode node) {
        return new Capability(
                node.path("name").asText(),
                node.path("title").asText(),
                TargetType.valueOf(node.path("target").asText()),
                node.path("reversible").asBoolean(),
                duration(node.path("lease").asText()),
                duration(node.path("usefulFor").asText()),
                Optional.of(node.path("function").asText(""))
                        .filter(function -> !function.isEmpty())
                        .map(MandatedFunction::valueOf),
                node.path("by").asText("").equals("people"));
    }

    /** Such as {@code 90m}, {@code 24h} or {@code 7d}; the schema lets nothing else through. */
    private static Duration duration(String text) {
        return Duration.parse((text.endsWith("d") ? "P" : "PT") + text);
    }

    private Estate estate(YamlDocument document) {
        return Estate.of(document, findings);
    }

    private List<PolicyFolder.Read> policies() {
        List<PolicyFolder.Read> policies = new ArrayList<>();
        int count = 0;
        for (Phase phase : Phase.values()) {
            for (String name : rules.exists(phase.folder()) ? rules.names(phase.folder()) : List.<String>of()) {
                String path = phase.folder() + "/" + name;
                if (!rules.isFolder(path)) {
                    rules.note(path, "a policy is a folder; this is a file");
                } else if (++count > MAX_POLICIES) {
                    rules.note(path, "there are more than " + MAX_POLICIES + " policies");
                    return policies;
                } else {
                    Optional<PolicyFolder.Read> read = new PolicyFolder(rules, phase, path, findings).read();
                    read.ifPresent(policies::add);
                    allRead &= read.isPresent();
                }
            }
        }
        return policies;
    }

    private boolean unique(List<PolicyFolder.Read> policies) {
        Map<String, String> folders = new TreeMap<>();
        for (PolicyFolder.Read read : policies) {
            String first = folders.putIfAbsent(read.policy().id(), read.policy().folder());
            if (first != null) {
                findings.add(read.head().at("/id", read.policy().id() + " is already taken by " + first));
            }
        }
        return folders.size() == policies.size();
    }

    /** Names that lead nowhere: of capabilities, and of policies in cases. */
    private void references(List<PolicyFolder.Read> policies, boolean known, List<Capability> capabilities) {
        Set<String> names = capabilities.stream().map(Capability::name).collect(Collectors.toSet());
        Set<String> ids = policies.stream().map(p -> p.policy().id()).collect(Collectors.toCollection(TreeSet::new));
        for (PolicyFolder.Read read : policies) {
            List<String> used = read.policy().capabilities();
            for (int i = 0; known && i < used.size(); i++) {
                if (!names.contains(used.get(i))) {
                    findings.add(read.head()
                            .at("/capabilities/" + i, "capabilities.yaml knows no capability " + used.get(i)));
                }
            }
            if (allRead) {
                read.caseDocuments().forEach(document -> references(document, ids));
            }
        }
    }

    private void references(YamlDocument document, Set<String> ids) {
        List<String> with = document.texts("with");
        for (int i = 0; i < with.size(); i++) {
            if (!ids.contains(with.get(i))) {
                findings.add(document.at("/with/" + i, "there is no policy " + with.get(i)));
            }
        }
        int index = 0;
        for (JsonNode expected : document.root().path("expect")) {
            for (Map.Entry<String, JsonNode> entry : expected.properties()) {
                // Who is refused is a person; everything else is done by a policy.
                String by = entry.getKey().equals("refused")
                        ? ""
                        : entry.getValue().path("by").asText();
                if (!by.isEmpty() && !by.equals(NO_TOUCH_POLICY) && !ids.contains(by)) {
                    findings.add(
                            document.at("/expect/" + index + "/" + entry.getKey() + "/by", "there is no policy " + by));
                }
            }
            index++;
        }
    }

    private void index(List<PolicyFolder.Read> policies) {
        Map<String, String> folders = policies.stream()
                .map(PolicyFolder.Read::policy)
                .collect(Collectors.toMap(Policy::id, Policy::folder, (a, b) -> a, TreeMap::new));
        rules.read("README.md").ifPresent(readme -> findings.addAll(ReadmeIndex.check(readme, folders)));
    }

    /** Over path and text of each file that matters to decisions, in the order of the paths. */
    private static String version(YamlDocument capabilities, List<PolicyFolder.Read> policies) {
        SortedMap<String, String> texts = new TreeMap<>();
        texts.put(capabilities.file().path(), capabilities.file().text());
        policies.forEach(read -> {
            texts.put(read.head().file().path(), read.head().file().text());
            texts.put(read.source().path(), read.source().text());
        });
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            texts.forEach((path, text) -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                // Lengths stand before contents, so that no two sets of files run into the same bytes.
                digest.update((path + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
