package dev.tutti.intake.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.AlertReport;
import dev.tutti.intake.format.Item.Broken;
import dev.tutti.intake.format.Item.Parsed;
import dev.tutti.intake.format.ParsedBody.ParsedBatch;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/**
 * Whatever the bytes, there is an answer, and what is read of them can be stored. {@link Fuzz} makes hostile alerts of real ones;
 * its {@code main} does the same for as long as one likes and is how the figures in {@code docs/reliability.md} were taken.
 */
class ParsersNeverThrowTest {

    /** The build tries the same every time; by hand, {@code Fuzz} takes any. */
    private static final String SEED = "20261127";

    private static final Fuzz FUZZ = new Fuzz();

    @Property(tries = 1_000, seed = SEED)
    void anyBytes(@ForAll @Size(max = 200) byte[] body) {
        FUZZ.formats().forEach(format -> answers(format, body));
    }

    @Property(tries = 1_500, seed = SEED)
    void hostileAlerts(@ForAll long seed) {
        var random = new Random(seed);
        byte[] body = FUZZ.body(random);

        answers(FUZZ.format(random), body);
    }

    private static void answers(AlertFormat format, byte[] body) {
        assertThat(complaints(format.parse(body, ""))).isEmpty();
    }

    /** What is wrong with an answer; an answer to anything may be that it is refused, but it says why. */
    static List<String> complaints(ParsedBody answer) {
        if (!(answer instanceof ParsedBatch batch)) {
            return List.of();
        }
        return batch.items().stream()
                .flatMap(item -> item instanceof Parsed parsed
                        ? complaints(parsed.report())
                        : item instanceof Broken broken
                                        && broken.problem().detail().isBlank()
                                ? Stream.of("a refusal without a reason")
                                : Stream.empty())
                .toList();
    }

    private static Stream<String> complaints(AlertReport report) {
        boolean storable = Stream.concat(
                        Stream.of(
                                report.sourceId(),
                                report.title(),
                                report.rule(),
                                report.severityOriginal(),
                                report.details().product(),
                                report.details().ruleName()),
                        Stream.concat(
                                report.details().tactics().stream(),
                                report.observables().stream().map(seen -> seen.value())))
                .allMatch(text -> text.indexOf('\0') < 0 && Text.isWellFormed(text));
        return Stream.of(
                        storable ? "" : "a text that cannot be stored",
                        report.title().isBlank() ? "no title" : "",
                        report.sourceId().isBlank() || report.sourceId().length() > 255 ? "no usable id" : "",
                        report.observables().size() > AlertReport.MAX_OBSERVABLES ? "too many observables" : "",
                        report.techniques().size() > AlertReport.MAX_OBSERVABLES ? "too many techniques" : "",
                        report.title().length() > 500 ? "a long title" : "",
                        report.score() < -1 || report.score() > 100 ? "a score beyond the scale" : "",
                        report.digest().matches("[0-9a-f]{64}") ? "" : "no digest")
                .filter(complaint -> !complaint.isEmpty());
    }
}
