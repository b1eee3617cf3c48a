package dev.tutti.intake.format;

import dev.tutti.fact.Kind;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an event in a line means, whichever dialect it is written in. */
final class LineMeaning {

    private static final int TOP = 10;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

    private final WordKinds kinds = new WordKinds();

    /** The version of the tables by which severity and kind are mapped. */
    String mapping() {
        return kinds.version();
    }

    void read(LineEvent event, Draft draft) {
        Pairs pairs = event.pairs();
        draft.sourceId(id(event));
        draft.title(event.title());
        draft.rule(event.rule(), event.ruleName());
        draft.product(event.maker());
        draft.rating(rating(event.severity()));
        var labelled = new LabelledValues(pairs);
        draft.kind(kind(event, labelled));
        draft.techniques(Stream.of(event.rule(), event.title()));
        draft.techniques(pairs.texts("cat", "deviceEventCategory"));
        LineObservables.read(pairs, draft);
        labelled.read(draft);
    }

    /** The device's own id of the event, else the one that ArcSight gave it; {@code ""} when there is none. */
    static String id(LineEvent event) {
        return event.pairs().text("externalId", "eventId");
    }

    /** Both specifications have 0 to 10; CEF has words, too, and senders write more of them. */
    private static Rating rating(String severity) {
        return NUMBER.matcher(severity).matches()
                ? Rating.ofNumber(new BigDecimal(severity), TOP)
                : Rating.ofLabel(severity);
    }

    private Optional<Kind> kind(LineEvent event, LabelledValues labelled) {
        Stream<String> names = labelled.of("threatname", "malwarename", "virusname", "sname", "signature");
        Stream<String> categories = labelled.of("category", "threattype", "attacktype");
        return kinds.kindOf(
                Stream.of(event.rule()),
                Stream.concat(Stream.of(event.title()), names),
                Stream.concat(event.pairs().texts("cat", "deviceEventCategory"), categories));
    }
}
