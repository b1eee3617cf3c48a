package dev.tutti.intake.format;

import dev.tutti.intake.format.Item.Broken;
import dev.tutti.intake.format.ParsedBody.ParsedBatch;
import dev.tutti.intake.format.ParsedBody.Unreadable;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.Problem;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a body into lines of text under the limits of {@link JsonBody}. Frames that are counted in octets (RFC 6587, section
 * 3.4.1), as syslog goes over TCP, count as lines, too. A line that cannot be read does not cost its neighbours.
 */
final class LineBody {

    /** What a format makes of one line. */
    interface Mapping {

        /** Says what this line is; it never throws. */
        Item map(int index, int number, String line);
    }

    /** The longest length that is looked for before a frame. */
    private static final int DIGITS = 7;

    private final Mapping mapping;

    LineBody(Mapping mapping) {
        this.mapping = mapping;
    }

    ParsedBody parse(byte[] body) {
        if (body.length > JsonBody.MAX_BODY_BYTES) {
            return JsonBody.bodyTooLarge();
        }
        List<Line> lines = frames(body);
        if (lines.isEmpty()) {
            lines = Line.of(body, JsonBody.MAX_ITEMS + 1);
        }
        if (lines.isEmpty()) {
            return new Unreadable(
                    Problem.of(ErrorCode.MALFORMED, "The body is empty").withHint("Send one event a line"));
        }
        if (lines.size() > JsonBody.MAX_ITEMS) {
            return JsonBody.tooMany();
        }
        List<Item> items = new ArrayList<>();
        for (Line line : lines) {
            items.add(item(items.size(), line, body));
        }
        return new ParsedBatch(items.size() == 1, items);
    }

    private Item item(int index, Line line, byte[] body) {
        if (line.length() > JsonBody.MAX_ITEM_BYTES) {
            return JsonBody.itemTooLarge(index, line.number());
        }
        try {
            String text = StrictJson.decode(body, line.from(), line.to()).strip();
            return mapping.map(index, line.number(), text);
        } catch (CharacterCodingException e) {
            return new Broken(index, line.number(), JsonBody.notText("The alert"));
        }
    }

    /** Empty unless the whole body is made of frames: a length, a space, and so many bytes from a priority on. */
    private static List<Line> frames(byte[] body) {
        List<Line> frames = new ArrayList<>();
        int at = 0;
        while (at < body.length && frames.size() <= JsonBody.MAX_ITEMS) {
            int length = 0;
            int digit = at;
            while (digit < body.length && digit - at < DIGITS && body[digit] >= '0' && body[digit] <= '9') {
                length = length * 10 + body[digit] - '0';
                digit++;
            }
            int from = digit + 1;
            boolean framed = length > 0 && from < body.length && body[digit] == ' ' && body[from] == '<';
            if (!framed || length > body.length - from) {
                return List.of();
            }
            frames.add(new Line(frames.size() + 1, from, from + length));
            at = from + length;
            while (at < body.length && (body[at] == '\n' || body[at] == '\r')) {
                at++;
            }
        }
        return frames;
    }
}
