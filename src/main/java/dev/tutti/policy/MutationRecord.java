package dev.tutti.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of the mutants of each policy: the figures, what they were taken of, and why those that no case noticed are
 * accepted.
 *
 * @param file how a person finds it
 * @param entries sorted by policy
 * @param untried ids of the policies whose mutants nobody has tried yet, sorted
 */
public record MutationRecord(String file, List<Entry> entries, List<String> untried) {

    /** Its name in the rules folder. */
    public static final String FILE = "mutation.yaml";

    private static final String HEAD = """
            # What became of the mutants of each policy. Written by: tutti mutate --record
            # Only the reasons are written by hand; under untried stand the policies whose mutants nobody has tried yet. README.md, "Do the cases notice?", says more.
            """;
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build());

    public MutationRecord {
        entries = entries.stream().sorted(Comparator.comparing(Entry::policy)).toList();
        untried = untried.stream().sorted().distinct().toList();
    }

    /**
     * What became of one policy's mutants.
     *
     * @param digest of what was tried; while it is the same, trying again brings nothing new
     */
    public record Entry(String policy, String digest, int mutants, int killed, int notViable, List<Accepted> accepted) {

        public Entry {
            accepted = List.copyOf(accepted);
        }
    }

    /**
     * A mutant that no case notices.
     *
     * @param reason why that is good enough; {@code ""} while nobody has said it
     * @param line where it stands in the file; 1 when it stands in none yet
     */
    public record Accepted(String mutant, String reason, int line) {

        private static final int SHORTEST = 10;

        /** Whether somebody has said why; a word is no reason. */
        public boolean explained() {
            return reason.strip().length() >= SHORTEST;
        }
    }

    /** The record of this folder, without entries when there is none; empty when it cannot be read, as the findings then say. */
    public static Optional<MutationRecord> read(Path rulesDir, List<Finding> findings) {
        RulesFolder rules = new RulesFolder(rulesDir, findings);
        if (!rules.exists(FILE)) {
            return Optional.of(new MutationRecord(rules.shown(FILE), List.of(), List.of()));
        }
        return rules.read(FILE)
                .flatMap(file -> YamlDocument.read(file, Form.MUTATION, findings))
                .map(document -> new MutationRecord(rules.shown(FILE), entries(document), document.texts("untried")));
    }

    /** What it accepts and does not say why. */
    public List<Finding> unexplained() {
        return entries.stream().flatMap(entry -> unexplained(entry).stream()).toList();
    }

    /** The same of one policy. */
    public List<Finding> unexplained(Entry entry) {
        return entry.accepted().stream()
                .filter(accepted -> !accepted.explained())
                .map(accepted -> about(
                        accepted,
                        "say why no case need notice this mutant of " + entry.policy() + ", or write a case that does"))
                .toList();
    }

    public Optional<Entry> of(String policyId) {
        return entries.stream().filter(entry -> entry.policy().equals(policyId)).findFirst();
    }

    /** Something that is wrong with what the record says of this mutant. */
    public Finding about(Accepted accepted, String message) {
        return new Finding(file, accepted.line(), 1, message);
    }

    /** The file as it is written. */
    public String text() {
        List<Map<String, Object>> policies = new ArrayList<>();
        for (Entry entry : entries) {
            Map<String, Object> policy = new LinkedHashMap<>();
            policy.put("policy", entry.policy());
            policy.put("digest", entry.digest());
            policy.put("mutants", entry.mutants());
            policy.put("killed", entry.killed());
            policy.put("notViable", entry.notViable());
            if (!entry.accepted().isEmpty()) {
                policy.put(
                        "accepted",
                        entry.accepted().stream().map(MutationRecord::written).toList());
            }
            policies.add(policy);
        }
        try {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("policies", policies);
            if (!untried.isEmpty()) {
                all.put("untried", untried);
            }
            return HEAD + YAML.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("lists of texts and numbers can be written", e);
        }
    }

    private static Map<String, Object> written(Accepted accepted) {
        Map<String, Object> mutant = new LinkedHashMap<>();
        mutant.put("mutant", accepted.mutant());
        mutant.put("reason", accepted.reason());
        return mutant;
    }

    private static List<Entry> entries(YamlDocument document) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode policy : document.root().path("policies")) {
            List<Accepted> accepted = new ArrayList<>();
            for (JsonNode mutant : policy.path("accepted")) {
                String pointer = "/policies/" + entries.size() + "/accepted/" + accepted.size();
                accepted.add(new Accepted(
                        mutant.path("mutant").asText(),
                        mutant.path("reason").asText(),
                        document.at(pointer, "").line()));
            }
            entries.add(new Entry(
                    policy.path("policy").asText(),
                    policy.path("digest").asText(),
                    policy.path("mutants").asInt(),
                    policy.path("killed").asInt(),
                    policy.path("notViable").asInt(),
                    accepted));
        }
        return entries;
    }
}
