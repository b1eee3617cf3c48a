package dev.tutti.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.policy.MutationRecord.Accepted;
import dev.tutti.policy.MutationRecord.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutationRecordTest {

    private static final String DIGEST = "0".repeat(64);
    private static final Entry ENTRY = new Entry(
            "TIM-003",
            DIGEST,
            8,
            6,
            1,
            List.of(new Accepted("Hold it: \"a\" becomes \"b\"", "nobody can tell them apart", 1)));

    @TempDir
    private Path parent;

    private final List<Finding> findings = new ArrayList<>();

    @Test
    void readsWhatItWrites() {
        Written rules = Written.rules(parent)
                .with(MutationRecord.FILE, new MutationRecord("", List.of(ENTRY), List.of()).text());

        Entry read = read(rules).of("TIM-003").orElseThrow();

        assertThat(findings).isEmpty();
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("accepted.line")
                .isEqualTo(ENTRY);
        assertThat(rules.findings()).isEmpty();
    }

    @Test
    void pointsAtTheEntryOfWhichSomethingIsToBeSaid() {
        Written rules = Written.rules(parent)
                .with(MutationRecord.FILE, new MutationRecord("", List.of(ENTRY), List.of()).text());
        MutationRecord record = read(rules);

        Finding finding = record.about(record.entries().get(0).accepted().get(0), "take it out");

        assertThat(finding.toString()).endsWith("rules/mutation.yaml:10:1: take it out");
    }

    @Test
    void asksForAReasonWhereNobodyGaveOne() {
        Entry blank = new Entry("TIM-003", DIGEST, 8, 6, 1, List.of(new Accepted("Hold it: x", "", 1)));
        Written rules = Written.rules(parent)
                .with(MutationRecord.FILE, new MutationRecord("", List.of(blank), List.of()).text());

        MutationRecord record = read(rules);

        assertThat(findings).as("it can be read all the same").isEmpty();
        assertThat(record.unexplained())
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.message()).contains("say why no case need notice this mutant"));
        assertThat(rules.findings()).as("the service starts all the same").isEmpty();
    }

    @Test
    void isEmptyWhereThereIsNone() {
        assertThat(read(Written.rules(parent)).entries()).isEmpty();
        assertThat(findings).isEmpty();
    }

    private MutationRecord read(Written rules) {
        return MutationRecord.read(rules.root(), findings).orElseThrow();
    }
}
