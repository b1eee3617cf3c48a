package dev.tutti.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * How many alerts of a file were answered for, kept beside it until all were. What is sent twice would be recognised; this
 * only saves the time.
 */
final class SentMark {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUFFIX = ".tutti-sent";

    /** So much of a file tells it from the one that a rotation put in its place. */
    private static final long TELLING_BYTES = 64 * 1024;

    /**
     * @param size of the file in bytes; a file that is shorter now is another one
     * @param beginning the SHA-256 of what it began with; a file that begins otherwise now is another one
     */
    record Mark(long sent, long size, @Nullable String beginning) {}

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
            boolean same =
                    known.size() <= Files.size(file) && beginning(known.size()).equals(known.beginning());
            return same ? known.sent() : 0;
        } catch (JsonProcessingException e) {
            return 0; // not ours, or cut off: sending twice costs only time
        }
    }

    void write(long sent) throws IOException {
        if (!Files.isRegularFile(file)) {
            return; // what comes through a pipe is not there a second time
        }
        Path fresh = mark.resolveSibling(mark.getFileName() + ".new");
        JSON.writeValue(fresh.toFile(), mark(sent, Files.size(file)));
        Files.move(fresh, mark, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void remove() throws IOException {
        if (Files.exists(mark)) {
            Files.delete(mark);
        }
    }

    private Mark mark(long sent, long size) throws IOException {
        return new Mark(sent, size, beginning(size));
    }

    private String beginning(long size) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] telling = in.readNBytes((int) Math.min(size, TELLING_BYTES));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(telling));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
