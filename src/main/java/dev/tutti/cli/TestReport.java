package dev.tutti.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tutti.policy.Policy;
import dev.tutti.policy.Status;
import dev.tutti.replay.CaseResult;
import dev.tutti.replay.Difference;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What {@code tutti test} says. */
final class TestReport {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The outcome as a machine reads it. */
    record Outcome(long passed, long failed, List<Case> cases) {}

    /** One case as a machine reads it; times are RFC 3339. */
    record Case(String policy, String title, String file, boolean passed, List<Moment> differences) {}

    /** A moment at which something else happened than the case says. */
    record Moment(String at, List<String> expected, List<String> happened, List<String> standing, List<String> fired) {}

    private final List<CaseResult> results;
    private final RulesDirectory directory;

    /** @param results sorted by policy */
    TestReport(List<CaseResult> results, RulesDirectory directory) {
        this.results = List.copyOf(results);
        this.directory = directory;
    }

    void print() {
        PrintWriter out = directory.out();
        String last = "";
        for (CaseResult result : results) {
            Policy policy = result.policyCase().policy();
            if (!policy.id().equals(last)) {
                out.println((last.isEmpty() ? "" : System.lineSeparator()) + policy.id() + "  " + plain(policy.title())
                        + (policy.status() == Status.ACTIVE
                                ? ""
                                : "  (" + policy.status().name().toLowerCase(Locale.ROOT) + ")"));
                last = policy.id();
            }
            out.println((result.passed() ? "  ok      " : "  FAILED  ")
                    + plain(result.policyCase().title()));
            if (!result.passed()) {
                out.println("          " + directory.shown(result.policyCase().path()));
                result.differences().forEach(difference -> print(difference, out));
            }
        }
        out.println();
        out.println(passed() + " passed, " + (results.size() - passed()) + " failed");
        out.flush();
    }

    void printJson() throws IOException {
        List<Case> cases = results.stream()
                .map(result -> new Case(
                        result.policyCase().policy().id(),
                        result.policyCase().title(),
                        directory.shown(result.policyCase().path()),
                        result.passed(),
                        result.differences().stream()
                                .map(d -> new Moment(
                                        d.at().toString(), d.expected(), d.happened(), d.standing(), d.fired()))
                                .toList()))
                .toList();
        directory.out().println(JSON.writeValueAsString(new Outcome(passed(), results.size() - passed(), cases)));
        directory.out().flush();
    }

    private long passed() {
        return results.stream().filter(CaseResult::passed).count();
    }

    private static void print(Difference difference, PrintWriter out) {
        out.println("          at " + difference.at());
        difference.expected().forEach(line -> out.println("            - expected  " + plain(line)));
        difference.happened().forEach(line -> out.println("            + happened  " + plain(line)));
        difference.standing().forEach(line -> out.println("              because   " + plain(line)));
        difference.fired().forEach(line -> out.println("              fired     " + plain(line)));
        if (difference.fired().isEmpty()) {
            out.println("              fired     no rule");
        }
    }

    /** What comes from a file or an alert does not steer a terminal. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
