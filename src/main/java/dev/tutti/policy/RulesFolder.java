package dev.tutti.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files under one rules folder. Nothing outside it is read, however it is linked; links within it are followed,
 * because that is how Kubernetes mounts a folder.
 */
final class RulesFolder {

    static final int MAX_BYTES = 256 * 1024;
    static final int MAX_ENTRIES = 1_000;

    private final Path root;
    private final List<Finding> findings;

    RulesFolder(Path root, List<Finding> findings) {
        this.root = root;
        this.findings = findings;
    }

    /** How a person finds what stands at this path, which is relative to the folder. */
    String shown(String path) {
        return root.resolve(path).toString().replace('\\', '/');
    }

    void note(String path, String message) {
        findings.add(Finding.of(shown(path), message));
    }

    boolean isFolder(String path) {
        return Files.isDirectory(root.resolve(path));
    }

    boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    /** The names in a folder, sorted, without hidden ones, which nothing reads. */
    List<String> names(String path) {
        List<String> names = new ArrayList<>();
        if (!inside(path)) {
            return names;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(path))) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (names.size() == MAX_ENTRIES) {
                    note(path, "holds more than " + MAX_ENTRIES + " files");
                    break;
                }
                if (!name.startsWith(".")) {
                    names.add(name);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            note(path, "cannot be listed: " + e.getClass().getSimpleName());
        }
        names.sort(null);
        return names;
    }

    /** The text of a file that has to be there. */
    Optional<SourceFile> read(String path) {
        Path file = root.resolve(path);
        if (!Files.exists(file)) {
            note(path, "is missing");
            return Optional.empty();
        }
        if (!inside(path)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            note(path, "is not a file");
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                note(path, "is larger than " + MAX_BYTES / 1024 + " KiB");
                return Optional.empty();
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            // Spreadsheets begin a CSV file with this mark; it says nothing.
            boolean marked = path.endsWith(".csv") && text.startsWith("\uFEFF");
            SourceFile source = new SourceFile(shown(path), "rules/" + path, marked ? text.substring(1) : text);
            findings.addAll(source.invisible());
            return Optional.of(source);
        } catch (CharacterCodingException e) {
            note(path, "is not UTF-8 text");
        } catch (IOException e) {
            note(path, "cannot be read: " + e.getClass().getSimpleName());
        }
        return Optional.empty();
    }

    private boolean inside(String path) {
        try {
            if (root.resolve(path).toRealPath().startsWith(root.toRealPath())) {
                return true;
            }
            note(path, "is a link that leads out of the rules folder; put the file itself here");
        } catch (IOException e) {
            note(path, "cannot be read: " + e.getClass().getSimpleName());
        }
        return false;
    }
}
