package dev.tutti.intake.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.intake.format.Item.Broken;
import dev.tutti.intake.format.ParsedBody.ParsedBatch;
import dev.tutti.intake.format.ParsedBody.Unreadable;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.FieldError;
import dev.tutti.problem.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a body into JSON objects: one object, an array of them, or one a line. Which it is shows by looking; a content type
 * of lines only decides for a body of one line, which is then answered as a batch.
 *
 * <p>An item that cannot be read does not cost its neighbours. Only within an array broken syntax does: after it nobody can
 * tell where the next item begins.
 */
final class JsonBody {

    static final int MAX_BODY_BYTES = 16 * 1024 * 1024;
    static final int MAX_ITEM_BYTES = 1024 * 1024;
    static final int MAX_ITEMS = 1_000;

    /** Finds where array elements begin and end; what is in them is read under {@link StrictJson}'s limits. */
    private static final JsonFactory SCANNER = new JsonFactory();

    /** What a format makes of one item. */
    interface Mapping {

        /**
         * Says what this object is, or the several that are in it; it never throws.
         *
         * @param index of the first
         * @param piece the object, its envelopes taken off
         */
        List<Item> map(int index, int line, Piece piece);
    }

    private final Mapping mapping;

    JsonBody(Mapping mapping) {
        this.mapping = mapping;
    }

    ParsedBody parse(byte[] body, String mediaType) {
        if (body.length > MAX_BODY_BYTES) {
            return bodyTooLarge();
        }
        List<Line> lines = Line.of(body, MAX_ITEMS + 1);
        if (lines.isEmpty()) {
            return new Unreadable(Problem.of(ErrorCode.MALFORMED, "The body is empty")
                    .withHint("Send a JSON object, an array of objects, or one object a line"));
        }
        if (lines.get(0).startsWith(body, '[')) {
            return array(body, lines.get(0).from());
        }
        return mediaType.equals(MediaTypes.LINES) || looksLikeLines(body, lines)
                ? lines(body, lines)
                : one(body, lines.get(0));
    }

    /** Where a second line begins an object, only a body that is one object all the same is none of lines. */
    private static boolean looksLikeLines(byte[] body, List<Line> lines) {
        if (lines.size() < 2) {
            return false;
        }
        Line first = lines.get(0);
        return lines.get(1).startsWith(body, '{')
                ? !isObject(body, first.from(), body.length)
                : isObject(body, first.from(), first.to());
    }

    private static boolean isObject(byte[] body, int from, int to) {
        try {
            return to - from <= MAX_ITEM_BYTES
                    && StrictJson.read(StrictJson.decode(body, from, to)).isObject();
        } catch (IOException e) {
            return false;
        }
    }

    private ParsedBody one(byte[] body, Line first) {
        if (body.length - first.from() > MAX_ITEM_BYTES) {
            return tooLarge("One alert has at most " + MAX_ITEM_BYTES + " bytes", "Leave out what nobody will read");
        }
        List<Item> items = items(0, 0, body, first.from(), body.length);
        return new ParsedBatch(items.size() == 1, items);
    }

    private ParsedBody lines(byte[] body, List<Line> lines) {
        if (lines.size() > MAX_ITEMS) {
            return tooMany();
        }
        List<Item> items = new ArrayList<>();
        for (Line line : lines) {
            items.addAll(items(items.size(), line.number(), body, line.from(), line.to()));
            if (items.size() > MAX_ITEMS) {
                return tooMany();
            }
        }
        return new ParsedBatch(false, items);
    }

    private ParsedBody array(byte[] body, int from) {
        List<Item> items = new ArrayList<>();
        try {
            String text = StrictJson.decode(body, from, body.length);
            try (var parser = SCANNER.createParser(text)) {
                parser.nextToken();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (items.size() >= MAX_ITEMS) {
                        return tooMany();
                    }
                    if (parser.currentToken() == JsonToken.START_OBJECT) {
                        int start = (int) parser.currentTokenLocation().getCharOffset();
                        parser.skipChildren();
                        int end = (int) parser.currentLocation().getCharOffset();
                        items.addAll(items(items.size(), 0, text.substring(start, end)));
                    } else {
                        parser.skipChildren();
                        items.add(notAnObject(items.size(), 0));
                    }
                }
                if (items.size() > MAX_ITEMS) {
                    return tooMany();
                }
                if (parser.nextToken() != null) {
                    return malformed("The body goes on after the end of the array");
                }
            }
            return new ParsedBatch(false, items);
        } catch (CharacterCodingException e) {
            return new Unreadable(notText("The body"));
        } catch (JsonProcessingException e) {
            return malformed("The array " + StrictJson.complaint(e, 0));
        } catch (IOException e) {
            throw new IllegalStateException("a string cannot fail to be read", e);
        }
    }

    private List<Item> items(int index, int line, byte[] body, int from, int to) {
        if (to - from > MAX_ITEM_BYTES) {
            return List.of(itemTooLarge(index, line));
        }
        try {
            return items(index, line, StrictJson.decode(body, from, to).strip());
        } catch (CharacterCodingException e) {
            return List.of(new Broken(index, line, notText("The alert")));
        }
    }

    private List<Item> items(int index, int line, String text) {
        if (text.length() > MAX_ITEM_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_ITEM_BYTES) {
            return List.of(itemTooLarge(index, line));
        }
        try {
            return StrictJson.read(text) instanceof ObjectNode object
                    ? opened(index, line, Piece.whole(object, text))
                    : List.of(notAnObject(index, line));
        } catch (JsonProcessingException e) {
            var problem = Problem.of(ErrorCode.MALFORMED, "The alert " + StrictJson.complaint(e, line))
                    .withHint(StrictJson.hint(e));
            return List.of(new Broken(index, line, problem));
        }
    }

    private List<Item> opened(int index, int line, Piece whole) {
        List<FieldError> errors = new ArrayList<>();
        List<Piece> inner = Envelope.open(whole, errors);
        if (!errors.isEmpty()) {
            var problem = Problem.of(ErrorCode.INVALID, "The envelope of the alert is not valid")
                    .withErrors(errors);
            return List.of(new Broken(index, line, problem));
        }
        List<Item> items = new ArrayList<>();
        for (Piece piece : inner) {
            items.addAll(mapping.map(index + items.size(), line, piece));
            if (items.size() > MAX_ITEMS) {
                break; // and the whole is refused for it
            }
        }
        return items;
    }

    static Item itemTooLarge(int index, int line) {
        return new Broken(
                index, line, Problem.of(ErrorCode.TOO_LARGE, "One alert has at most " + MAX_ITEM_BYTES + " bytes"));
    }

    private static Item notAnObject(int index, int line) {
        var problem = Problem.of(ErrorCode.INVALID, "The alert is not valid").withError("", "must be a JSON object");
        return new Broken(index, line, problem);
    }

    /** Mostly a compressed file, or one of Windows in UTF-16. */
    static Problem notText(String what) {
        return Problem.of(ErrorCode.MALFORMED, what + " is not valid UTF-8")
                .withHint("Send text in UTF-8, not compressed");
    }

    private static ParsedBody malformed(String detail) {
        return new Unreadable(Problem.of(ErrorCode.MALFORMED, detail));
    }

    static ParsedBody bodyTooLarge() {
        return tooLarge("A body has at most " + MAX_BODY_BYTES + " bytes", "Send the alerts in several requests");
    }

    static ParsedBody tooMany() {
        return tooLarge("A request has at most " + MAX_ITEMS + " items", "Send the alerts in several requests");
    }

    private static ParsedBody tooLarge(String detail, String hint) {
        return new Unreadable(Problem.of(ErrorCode.TOO_LARGE, detail).withHint(hint));
    }
}
