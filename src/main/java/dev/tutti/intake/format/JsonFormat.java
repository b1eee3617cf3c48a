package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.intake.format.Item.Broken;
import dev.tutti.intake.format.Item.LeftOut;
import dev.tutti.intake.format.Item.Parsed;
import dev.tutti.problem.ErrorCode;
import dev.tutti.problem.FieldError;
import dev.tutti.problem.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads bodies of one JSON dialect: takes envelopes off, has each alert read, and makes reports of them. */
final class JsonFormat implements ObjectFormat {

    private final JsonDialect dialect;
    private final Times times;
    private final JsonBody body = new JsonBody(this);

    JsonFormat(JsonDialect dialect, Clock clock) {
        this.dialect = dialect;
        this.times = new Times(clock);
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
    public boolean recognises(ObjectNode object) {
        return dialect.recognises(object);
    }

    @Override
    public ParsedBody parse(byte[] bytes, String mediaType) {
        return body.parse(bytes, mediaType);
    }

    @Override
    public List<Item> map(int index, int line, Piece piece) {
        List<Piece> pieces = dialect.pieces(piece);
        if (pieces.size() > JsonBody.MAX_ITEMS) {
            return List.of(new Broken(
                    index,
                    line,
                    Problem.of(ErrorCode.TOO_LARGE, "One envelope has at most " + JsonBody.MAX_ITEMS + " alerts")));
        }
        List<Item> items = new ArrayList<>();
        for (Piece part : pieces) {
            items.add(item(index + items.size(), line, part));
        }
        return items;
    }

    private Item item(int index, int line, Piece piece) {
        List<FieldError> errors = new ArrayList<>();
        var draft = new Draft();
        dialect.read(new Fields(piece.node(), piece.pointer(), times, errors), draft);
        if (!draft.leftOut().isEmpty()) {
            return new LeftOut(index, line, draft.leftOut());
        }
        if (!errors.isEmpty()) {
            return Broken.of(index, line, errors);
        }
        var report = draft.report(name(), dialect.mapping(), Digest.of(piece.node()), times.now(), piece.raw());
        return new Parsed(index, line, name(), report, draft.kindKnown());
    }
}
