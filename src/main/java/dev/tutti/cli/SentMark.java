package dev.tutti.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * How many alerts of a file were answered for, kept beside it until all were. What is sent twice would be recognised; this
 * only saves the time.
 */
final class SentMark {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUFFIX = ".tutti-sent";

    /** @param size of the file in bytes; a file that is shorter now is another one */
    record Mark(long sent, long size) {}

    private final Path file;
    private final Path mark;

    SentMark(Path file) {
        this.file = file;
        this.mark = file.resolveSibling(file.getFileName() + SUFFIX);
    }

    /** 0 when nothing was sent, the file is not the one of then, or the mark is not ours. */
    long sent() throws IOException {
        if (!Files.exists(mark)) {
            return 0;
        }
        try {
            Mark known = JSON.readValue(mark.toFile(), Mark.class);
            return known.size() <= Files.size(file) ? known.sent() : 0;
        } catch (JsonProcessingException e) {
            return 0;
        }
    }

    void write(long sent) throws IOException {
        Path fresh = mark.resolveSibling(mark.getFileName() + ".new");
        JSON.writeValue(fresh.toFile(), new Mark(sent, Files.size(file)));
        Files.move(fresh, mark, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void remove() throws IOException {
        Files.deleteIfExists(mark);
    }
}
