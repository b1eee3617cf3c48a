package dev.tutti.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;

/**
 * {@code TUTTI_DATA_DIR}, held by one process. The lock is the operating system's, so it ends with the process however that
 * dies. Nobody but the owner may read what is in it.
 */
final class DataDirectory implements AutoCloseable {

    private final Path root;
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Throws an {@link IllegalStateException} that says whom to stop when another process holds the directory. */
    static DataDirectory hold(Path directory) throws IOException {
        var created = Files.createDirectories(directory.toAbsolutePath(), ownerOnly("rwx------"));
        var root = created.toRealPath();
        var channel = FileChannel.open(
                root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                var pid = Long.toString(ProcessHandle.current().pid());
                channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
                return new DataDirectory(root, channel);
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same answer as for another one.
        }
        var holder = Files.readString(root.resolve("lock"), StandardCharsets.US_ASCII)
                .strip();
        channel.close();
        throw new IllegalStateException("the data directory " + root + " is in use by process " + holder
                + "; stop that one, or set TUTTI_DATA_DIR to another directory");
    }

    /** Where PostgreSQL's own files are; made by PostgreSQL. */
    Path cluster() {
        return root.resolve("postgresql");
    }

    /** Not in a shared temporary directory, where others could put programs in place of ours. */
    Path programs() throws IOException {
        return Files.createDirectories(root.resolve("programs"), ownerOnly("rwx------"));
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    /** Random, made once. */
    String password() throws IOException {
        if (Files.notExists(passwordFile())) {
            var random = new byte[32];
            new SecureRandom().nextBytes(random);
            var draft = root.resolve("password.new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, ownerOnly("rw-------"));
            Files.writeString(draft, HexFormat.of().formatHex(random));
            Files.move(draft, passwordFile());
        }
        return Files.readString(passwordFile()).strip();
    }

    /** What a death during the very first start left behind was never in use: it is removed. */
    void clearHalfMade() throws IOException {
        if (Files.exists(ready()) || Files.notExists(cluster())) {
            return;
        }
        try (var files = Files.walk(cluster())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** From now on the cluster holds something. */
    void markReady() throws IOException {
        if (Files.notExists(ready())) {
            Files.createFile(ready());
        }
    }

    /** The cluster holds nothing that anybody wants to keep. */
    void markUnused() throws IOException {
        Files.deleteIfExists(ready());
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private Path ready() {
        return root.resolve("ready");
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
