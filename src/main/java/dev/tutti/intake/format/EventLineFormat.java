package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.intake.format.Item.Broken;
import dev.tutti.intake.format.Item.Parsed;
import dev.tutti.problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads lines of one dialect and makes reports of them. A shipper's JSON object with such a line in one of its members is read
 * like the line.
 */
final class EventLineFormat implements LineFormat, ObjectFormat {

    /** Where shippers put the line that they read: syslog collectors, Splunk's HEC, Elastic's agents, Fluent Bit. */
    private static final List<String> MEMBERS =
            List.of("/message", "/event", "/event/original", "/event.original", "/log", "/data");

    private static final String[] TIMES = {"rt", "deviceReceiptTime", "end", "endTime", "start", "startTime"};

    private final LineDialect dialect;
    private final LineMeaning meaning = new LineMeaning();
    private final Times times;
    private final LogTimes logTimes;
    private final LineBody lines = new LineBody(this::line);
    private final JsonBody objects = new JsonBody(this);

    EventLineFormat(LineDialect dialect, Clock clock) {
        this.dialect = dialect;
        this.times = new Times(clock);
        this.logTimes = new LogTimes(times);
    }

    @Override
    public String name() {
        return dialect.name();
    }

    @Override
    public Set<String> mediaTypes() {
        return MediaTypes.ALL;
    }

    @Override
    public boolean begins(String beginning) {
        return dialect.begin(beginning) >= 0;
    }

    /** An alert in Tutti's own form may mention a line; then it is still that alert. */
    @Override
    public boolean recognises(ObjectNode object) {
        boolean own = object.has("source") && object.has("title") && object.has("observedAt");
        return !own && carried(object).isPresent();
    }

    @Override
    public ParsedBody parse(byte[] body, String mediaType) {
        List<Line> first = Line.of(body, 1);
        boolean json = !first.isEmpty()
                && (first.get(0).startsWith(body, '{') || first.get(0).startsWith(body, '['));
        return json ? objects.parse(body, mediaType) : lines.parse(body);
    }

    @Override
    public List<Item> map(int index, int line, Piece piece) {
        return List.of(carried(piece.node())
                .map(text -> item(index, line, text, piece.raw()))
                .orElseGet(() -> Broken.of(
                        index,
                        line,
                        List.of(new FieldError(piece.pointer() + "/message", "must be a line with " + wanted())))));
    }

    @Override
    public Item line(int index, int number, String text) {
        return item(index, number, text, text);
    }

    private Item item(int index, int number, String line, String raw) {
        int begin = dialect.begin(line);
        if (begin < 0) {
            return Broken.of(
                    index, number, List.of(new FieldError("line:version", "is missing: there is no " + wanted())));
        }
        List<FieldError> errors = new ArrayList<>();
        String text = line.substring(begin).strip();
        LineEvent event = dialect.read(text, errors);
        if (!errors.isEmpty()) {
            return Broken.of(index, number, errors);
        }
        var draft = new Draft();
        meaning.read(event, draft);
        String digest = Digest.of(text.getBytes(StandardCharsets.UTF_8));
        ownTime(event.pairs()).ifPresentOrElse(draft::observedAt, () -> relayTime(event, digest, line, begin, draft));
        var report = draft.report(name(), meaning.mapping(), digest, times.now(), raw);
        return new Parsed(index, number, name(), report, draft.kindKnown());
    }

    private String wanted() {
        return dialect.name().toUpperCase(Locale.ROOT) + ": with a version and a bar after it";
    }

    /** The device's own; what cannot be read or cannot be is passed over. */
    private Optional<Instant> ownTime(Pairs pairs) {
        ZoneId zone = ZoneNames.zone(pairs.text("dtz", "deviceTimeZone")).orElse(ZoneOffset.UTC);
        Stream<Instant> patterned =
                pairs.texts("devTime").flatMap(text -> logTimes.read(text, pairs.text("devTimeFormat"), zone).stream());
        Stream<Instant> plain = pairs.texts(TIMES).flatMap(text -> logTimes.read(text, zone).stream());
        return Stream.concat(patterned, plain).findFirst();
    }

    /**
     * That of the syslog header. An event that has neither an id nor a time of its own says the same words each time it happens;
     * then the second in which it was sent tells one from the next.
     */
    private void relayTime(LineEvent event, String digest, String line, int begin, Draft draft) {
        SyslogHeader.time(line.substring(0, begin), logTimes).ifPresent(time -> {
            draft.observedAt(time);
            if (LineMeaning.id(event).isEmpty()) {
                draft.identity(digest, time.truncatedTo(ChronoUnit.SECONDS).toString());
            }
        });
    }

    private Optional<String> carried(ObjectNode object) {
        return MEMBERS.stream()
                .map(object::at)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(this::begins)
                .findFirst();
    }
}
