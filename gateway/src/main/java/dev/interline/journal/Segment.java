package dev.interline.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * One file of a journal, mapped. One thread at a time appends, one reads; they meet in {@link #end}.
 *
 * <pre>
 * 0   "ILJRNL" and two digits of the format's version
 * 8   epoch: which life of this file it is, counted over the whole journal; the oldest is read first
 * 16  done: where the first entry begins that is not in its final place
 * 32  entries, each at a multiple of 8: length (4 bytes), check (4 bytes), payload
 * </pre>
 *
 * <p>The length is stored last, so that an entry is there as a whole or not at all when the process is killed. What lies
 * behind the last entry is left over from an earlier life of the file: the check is the payload's CRC32C in which the
 * epoch is mixed, so that such an entry never fits.
 */
final class Segment implements AutoCloseable {
    /** Before the first entry. */
    static final int HEADER = 32;
    /** Before each payload. */
    static final int ENTRY = 8;

    /** Zeros that are written at once. */
    private static final int BLOCK = 16 << 10;
    private static final long MAGIC = 0x494c4a524e4c3031L; // "ILJRNL01"
    private static final long EPOCH = 8;
    private static final long DONE = 16;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN);

    private final Path file;
    private final Arena arena;
    private final MemorySegment map;
    private final CRC32C crc = new CRC32C();
    private long epoch;
    /** Behind the last entry. */
    private volatile int end;
    /** Behind the last entry that the reader was given; the reader's. */
    private int read;

    private Segment(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.arena = Arena.ofShared();
        this.map = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena);
    }

    /**
     * Makes an empty file. Its zeros are really written: a store into a mapped hole would kill the process when the disk
     * is full, a write only fails.
     */
    static Segment create(Path file, long epoch, int size) throws IOException {
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        try (var channel = FileChannel.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var zeros = ByteBuffer.allocate(Math.min(size, BLOCK));
            for (int left = size; left > 0;) {
                left -= channel.write(zeros.clear().limit(Math.min(left, zeros.capacity())));
            }
            channel.write(zeros.clear().limit(Long.BYTES).putLong(0, MAGIC), 0);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            var segment = new Segment(file, channel);
            segment.begin(epoch);
            return segment;
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    /**
     * Opens a file that was left behind and finds its end.
     *
     * @throws IOException if it cannot be read, or is of a format that this version does not know
     */
    static Segment open(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var segment = new Segment(file, channel);
            if (segment.map.byteSize() < HEADER || segment.map.get(LONG, 0) != MAGIC) {
                segment.close();
                throw new IOException(file
                        + " was not written by this version of the server, which cannot read it; start"
                        + " the version that wrote it once more and stop it, so that it can store what is in it");
            }
            segment.epoch = segment.map.get(LONG, EPOCH);
            segment.read = (int) Math.clamp(segment.map.get(LONG, DONE), HEADER, segment.map.byteSize());
            segment.end = segment.findEnd();
            return segment;
        }
    }

    private int findEnd() {
        int at = read;
        for (int length = entry(at); length > 0; length = entry(at)) {
            at = aligned(at + ENTRY + length);
        }
        return at;
    }

    /** The length of the entry that begins there; 0 if none does. */
    private int entry(int at) {
        if (at + ENTRY > map.byteSize()) {
            return 0;
        }
        int length = map.get(INT, at);
        if (length <= 0 || length > map.byteSize() - at - ENTRY) {
            return 0;
        }
        var payload = map.asSlice(at + ENTRY, length).toArray(ValueLayout.JAVA_BYTE);
        return map.get(INT, at + 4) == check(payload, length) ? length : 0;
    }

    long epoch() {
        return epoch;
    }

    int size() {
        return (int) map.byteSize();
    }

    /** Begins another life of the file, in which it is empty. */
    void begin(long nextEpoch) {
        epoch = nextEpoch;
        map.set(LONG, EPOCH, nextEpoch);
        map.set(LONG, DONE, HEADER);
        read = HEADER;
        end = HEADER;
    }

    boolean fits(int length) {
        return length <= map.byteSize() - end - ENTRY;
    }

    /** Appends an entry of at least one byte that {@link #fits}. */
    void append(byte[] bytes, int length) {
        int at = end;
        MemorySegment.copy(bytes, 0, map, ValueLayout.JAVA_BYTE, at + ENTRY, length);
        map.set(INT, at + 4, check(bytes, length));
        VarHandle.releaseFence();
        map.set(INT, at, length);
        end = aligned(at + ENTRY + length);
    }

    private int check(byte[] bytes, int length) {
        crc.reset();
        crc.update(bytes, 0, length);
        return (int) (crc.getValue() ^ epoch);
    }

    /** How many entries the reader was not given yet. */
    int unread() {
        int count = 0;
        for (int at = read; at < end; at = aligned(at + ENTRY + map.get(INT, at))) {
            count++;
        }
        return count;
    }

    boolean hasUnread() {
        return read < end;
    }

    /** How long the next entry for the reader is, who knows that there is one. */
    int nextLength() {
        return map.get(INT, read);
    }

    /** Copies the next entry to the beginning of these bytes. */
    void next(byte[] to) {
        int length = nextLength();
        MemorySegment.copy(map, ValueLayout.JAVA_BYTE, read + ENTRY, to, 0, length);
        read = aligned(read + ENTRY + length);
    }

    /** Whatever the reader was given is in its final place. */
    void done() {
        map.set(LONG, DONE, read);
    }

    /** Whether nothing is left that is not in its final place. */
    boolean isDone() {
        return map.get(LONG, DONE) >= end;
    }

    /** Lets go of the file and leaves it where it is. */
    @Override
    public void close() {
        arena.close();
    }

    /** Lets go of the file and deletes it. */
    void delete() {
        close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    private static int aligned(int position) {
        return position + 7 & ~7;
    }
}
