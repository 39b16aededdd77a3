package dev.interline.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything a server keeps. One process owns it at a time, by a lock that the operating system
 * takes back however that process ends.
 */
public final class DataFolder implements AutoCloseable {
    private static final String LOCK = "interline.lock";
    /** Where the lock itself lies: beyond the text, so that others can read whose it is. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder, for its owner's eyes only, where it does not exist, and takes it.
     *
     * @throws FolderInUse if another process has it
     * @throws UncheckedIOException if it cannot be made or written to
     */
    public static DataFolder own(Path folder) {
        var path = folder.toAbsolutePath().normalize();
        FileChannel channel = null;
        try {
            make(path);
            channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                var owner = owner(channel);
                channel.close();
                throw new FolderInUse(path, owner);
            }
            sign(channel);
            return new DataFolder(path, channel);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new UncheckedIOException("cannot use data folder " + path + ": " + e, e);
        }
    }

    /** Where the folder is, absolute. */
    public Path path() {
        return path;
    }

    /** The SQLite file. */
    public Path database() {
        return path.resolve("interline.db");
    }

    /** The Unix socket of the server that owns a folder. */
    public static Path adminSocket(Path folder) {
        return folder.toAbsolutePath().normalize().resolve("admin.sock");
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void sign(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static Optional<String> owner(FileChannel channel) throws IOException {
        var buffer = ByteBuffer.allocate(20);
        channel.read(buffer, 0);
        var text = StandardCharsets.UTF_8.decode(buffer.flip()).toString().strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Makes a folder for its owner's eyes only, and those above it, where they do not exist. */
    public static void make(Path folder) throws IOException {
        Files.createDirectories(folder, ownerOnly("rwx------"));
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // Nothing was written through it that matters.
            }
        }
    }
}
