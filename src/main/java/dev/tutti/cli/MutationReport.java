package dev.tutti.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tutti.engine.Mutant;
import dev.tutti.policy.Finding;
import dev.tutti.replay.Fate;
import dev.tutti.replay.MutationResult;
import dev.tutti.replay.MutationReview;
import dev.tutti.replay.TriedMutant;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What {@code tutti mutate} says. */
final class MutationReport {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The outcome as a machine reads it. */
    record Outcome(
            int mutants,
            int killed,
            int notViable,
            int accepted,
            int survived,
            List<Tried> tried,
            List<String> findings) {}

    /** One mutant as a machine reads it; {@code why} is the case that failed, or the reason for which it is accepted. */
    record Tried(
            String policy, String file, int line, int column, String rule, String change, String fate, String why) {}

    private final List<MutationResult> results;
    private final MutationReview review;
    private final List<Finding> findings;
    private final RulesDirectory directory;

    /** @param findings what is wrong with the record */
    MutationReport(
            List<MutationResult> results, MutationReview review, List<Finding> findings, RulesDirectory directory) {
        this.results = List.copyOf(results);
        this.review = review;
        this.findings = List.copyOf(findings);
        this.directory = directory;
    }

    /** Whether each survivor has a reason, and the record says what is so. */
    boolean good() {
        return findings.isEmpty()
                && results.stream()
                        .allMatch(result -> review.unexplained(result).isEmpty());
    }

    void print() {
        PrintWriter out = directory.out();
        for (MutationResult result : results) {
            out.println(result.policy().id() + "  " + result.tried().size() + " mutants: "
                    + result.count(Fate.KILLED) + " killed, " + result.count(Fate.NOT_VIABLE) + " not viable, "
                    + result.count(Fate.SURVIVED) + " survived");
            for (Mutant survivor : result.survivors()) {
                String place = directory.shown(survivor.file()) + ":" + survivor.line() + ":" + survivor.column();
                out.println("  " + place + ": "
                        + review.reason(survivor)
                                .map(reason -> "accepted: " + survivor.name() + "; " + reason)
                                .orElse("no case notices: " + survivor.name()));
            }
        }
        findings.forEach(out::println);
        out.println("%d mutants of %d policies: %d killed, %d not viable, %d accepted, %d survived"
                .formatted(
                        all(),
                        results.size(),
                        count(Fate.KILLED),
                        count(Fate.NOT_VIABLE),
                        count(Fate.SURVIVED) - unexplained(),
                        unexplained()));
        out.flush();
    }

    void printJson() throws IOException {
        List<Tried> tried = results.stream()
                .flatMap(result -> result.tried().stream())
                .map(this::tried)
                .toList();
        Outcome outcome = new Outcome(
                all(),
                count(Fate.KILLED),
                count(Fate.NOT_VIABLE),
                count(Fate.SURVIVED) - unexplained(),
                unexplained(),
                tried,
                findings.stream().map(Finding::toString).toList());
        directory.out().println(JSON.writeValueAsString(outcome));
        directory.out().flush();
    }

    private Tried tried(TriedMutant one) {
        Mutant mutant = one.mutant();
        String reason = one.survived() ? review.reason(mutant).orElse("") : directory.shown(one.why());
        String fate = one.survived() && !reason.isEmpty() ? "accepted" : word(one.fate());
        return new Tried(
                mutant.policyId(),
                directory.shown(mutant.file()),
                mutant.line(),
                mutant.column(),
                mutant.rule(),
                mutant.change(),
                fate,
                reason);
    }

    private static String word(Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private int all() {
        return results.stream().mapToInt(result -> result.tried().size()).sum();
    }

    private int count(Fate fate) {
        return results.stream().mapToInt(result -> result.count(fate)).sum();
    }

    private int unexplained() {
        return results.stream()
                .mapToInt(result -> review.unexplained(result).size())
                .sum();
    }
}
