package dev.tutti.journal;

import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Severity;
import dev.tutti.fact.TallyDeclaration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A tally as a policy of an earlier release declared it, in a form of its own, so that it can be read whatever becomes of
 * {@link TallyDeclaration}.
 *
 * @param kinds none or one; {@code distinct} likewise
 */
record RecordedTally(
        String policyId,
        String name,
        List<Kind> kinds,
        Severity minSeverity,
        String source,
        String rule,
        String technique,
        List<AlertComponent> key,
        Duration window,
        List<AlertComponent> distinct) {

    static RecordedTally of(String policyId, TallyDeclaration tally) {
        TallyDeclaration.Condition counts = tally.counts();
        return new RecordedTally(
                policyId,
                tally.name(),
                counts.kind().stream().toList(),
                counts.minSeverity(),
                counts.source(),
                counts.rule(),
                counts.technique(),
                tally.key(),
                tally.window(),
                tally.distinct().stream().toList());
    }

    TallyDeclaration declaration() {
        Optional<Kind> kind = kinds.stream().findFirst();
        return new TallyDeclaration(
                name,
                new TallyDeclaration.Condition(kind, minSeverity, source, rule, technique),
                key,
                window,
                distinct.stream().findFirst());
    }
}
