package dev.tutti.intake.format;

import dev.tutti.intake.format.Item.Broken;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out by looking which format an alert has, one alert at a time; envelopes are taken off before. An object that is of no
 * known form is read as Tutti's own, whose complaints say what an alert needs.
 */
final class AnyFormat implements AlertFormat, JsonBody.Mapping {

    /** How far a line of a syslog sender is looked into for the beginning of its event. */
    private static final int HEADER = 1_024;

    private final String name;
    private final List<ObjectFormat> known;
    private final ObjectFormat own;
    private final List<LineFormat> lines;
    private final JsonBody body = new JsonBody(this);
    private final LineBody text = new LineBody(this::line);

    AnyFormat(String name, List<AlertFormat> formats, ObjectFormat own) {
        this.name = name;
        this.known = only(formats, ObjectFormat.class);
        this.lines = only(formats, LineFormat.class);
        this.own = own;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean finds() {
        return true;
    }

    @Override
    public Set<String> mediaTypes() {
        return MediaTypes.ALL;
    }

    @Override
    public ParsedBody parse(byte[] bytes, String mediaType) {
        String beginning = new String(bytes, 0, Math.min(bytes.length, HEADER), StandardCharsets.ISO_8859_1).strip();
        boolean json = beginning.startsWith("{") || beginning.startsWith("[");
        return !json && ofLine(beginning).isPresent() ? text.parse(bytes) : body.parse(bytes, mediaType);
    }

    @Override
    public List<Item> map(int index, int line, Piece piece) {
        return known.stream()
                .filter(format -> format.recognises(piece.node()))
                .findFirst()
                .map(format -> format.map(index, line, piece))
                .orElseGet(() -> isOurs(piece)
                        ? own.map(index, line, piece)
                        : own.map(index, line, piece).stream()
                                .map(AnyFormat::notRecognised)
                                .toList());
    }

    private static boolean isOurs(Piece piece) {
        return piece.node().has("observedAt");
    }

    /** Who sent a product's alert that was not recognised would look in vain for the members that ours has to have. */
    private static Item notRecognised(Item item) {
        return item instanceof Broken broken
                ? new Broken(
                        broken.index(),
                        broken.line(),
                        broken.problem()
                                .withHint(
                                        "No product's format was recognised, so it was read as Tutti's own; the path can"
                                                + " name the format, as in /api/v1/alerts/suricata"))
                : item;
    }

    private Item line(int index, int number, String line) {
        return ofLine(line.substring(0, Math.min(line.length(), HEADER)))
                .orElse(lines.get(0))
                .line(index, number, line);
    }

    private Optional<LineFormat> ofLine(String beginning) {
        return lines.stream().filter(format -> format.begins(beginning)).findFirst();
    }

    private static <T extends AlertFormat> List<T> only(List<AlertFormat> formats, Class<T> type) {
        return formats.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
