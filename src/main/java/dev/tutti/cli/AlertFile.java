package dev.tutti.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of a file, one after the other, so that a file may be longer than memory: the lines of it, or, where it is a JSON
 * array or an object over several lines, the objects of it, each in one line.
 */
final class AlertFile implements AutoCloseable {

    /** No alert is longer; what is, is cut off there and refused by who reads it. */
    private static final int MOST_BYTES = 1024 * 1024 + 1;

    private static final JsonFactory FACTORY = new JsonFactory();

    private final BufferedInputStream in;
    private final @Nullable JsonParser parser;
    private final boolean json;

    private AlertFile(BufferedInputStream in, boolean json, boolean lines) throws IOException {
        this.in = in;
        this.json = json;
        this.parser = lines ? null : FACTORY.createParser(in);
        if (parser != null && parser.nextToken() == JsonToken.START_ARRAY) {
            parser.nextToken();
        }
    }

    static AlertFile open(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file));
        try {
            in.mark(MOST_BYTES);
            byte[] first = readLine(in).orElse(new byte[0]);
            in.reset();
            boolean json = first.length > 0 && (first[0] == '{' || first[0] == '[');
            return new AlertFile(in, json, !json || (first[0] == '{' && isWhole(first)));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Whether its alerts are JSON. */
    boolean json() {
        return json;
    }

    /**
     * The next alert; empty at the end.
     *
     * @throws JsonProcessingException when an array goes on in a way that is no JSON
     */
    Optional<byte[]> next() throws IOException {
        if (parser == null) {
            return readLine(in);
        }
        JsonToken token = parser.currentToken();
        if (token == null || token == JsonToken.END_ARRAY) {
            return Optional.empty();
        }
        var object = new ByteArrayOutputStream();
        try (var generator = FACTORY.createGenerator(object)) {
            copy(parser, generator);
        }
        parser.nextToken();
        return Optional.of(object.toByteArray());
    }

    /** The whole value, its numbers as they are written. */
    private static void copy(JsonParser from, JsonGenerator to) throws IOException {
        int depth = 0;
        JsonToken token = from.currentToken();
        while (token != null) {
            to.copyCurrentEventExact(from);
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            token = depth == 0 ? null : from.nextToken();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The next line that is not blank, without the blanks around it. */
    private static Optional<byte[]> readLine(BufferedInputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        int b;
        while ((b = in.read()) >= 0) {
            if (b == '\n' && line.size() > 0) {
                break;
            }
            boolean leading = line.size() == 0 && (b <= ' ' || b == 0xEF || b == 0xBB || b == 0xBF);
            if (!leading && b != '\r' && line.size() < MOST_BYTES) {
                line.write(b);
            }
        }
        return line.size() == 0 ? Optional.empty() : Optional.of(line.toByteArray());
    }

    private static boolean isWhole(byte[] line) throws IOException {
        try (var whole = FACTORY.createParser(line)) {
            whole.nextToken();
            whole.skipChildren();
            return whole.currentToken() == JsonToken.END_OBJECT;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
