package dev.interline.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries on their way to their final place, kept in files so that they outlive the process: whatever was appended is
 * handed to the reader, in the next process if not in this one, at least once.
 *
 * <p>Any thread may append. All share one journal under one lock, which is held for the copy of a kilobyte (0.2 us): a
 * journal for each event loop would save that lock and cost as many files and readers, and an order between them.
 * {@link #next}, {@link #done} and {@link #prepare} belong to one reader thread.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final String SUFFIX = ".journal";
    /** A thousand records; a longer entry gets a file of its own. */
    static final int SEGMENT = 1 << 20;

    /** The longest entry that does not. */
    private static final int LONGEST = SEGMENT - Segment.HEADER - Segment.ENTRY;
    /** One that was made ahead, and one that was emptied since. */
    private static final int SPARES = 2;
    private static final int USUAL_ENTRY = 4 << 10;

    private final Path folder;
    private final long bound;
    /** The oldest first; the last is appended to. */
    private final Deque<Segment> segments = new ArrayDeque<>();
    /** Empty ones to go on with, so that an append need not wait for a file. */
    private final Deque<Segment> spares = new ArrayDeque<>();
    private long epoch;
    private boolean closed;
    /** How many bytes all files have. */
    private long bytes;
    private volatile boolean nearlyFull;
    private volatile long appended;
    private volatile long finished;
    /** How many entries the reader was given, and where it is shown one. */
    private long given;
    private final byte[] entry = new byte[USUAL_ENTRY];

    private Journal(Path folder, long bound) {
        this.folder = folder;
        this.bound = bound;
    }

    /**
     * Opens the journal of a folder, which is made if it does not exist, with the entries that were left in it.
     *
     * @param bound how many bytes its files may have together
     * @throws UncheckedIOException if it cannot be read, or was written by another version
     */
    public static Journal open(Path folder, long bound) {
        var journal = new Journal(folder, bound);
        try {
            Files.createDirectories(folder);
            journal.takeOver();
            return journal;
        } catch (IOException e) {
            journal.close();
            throw new UncheckedIOException("Cannot use the journal: " + e.getMessage(), e);
        }
    }

    private synchronized void takeOver() throws IOException {
        try (var found = Files.list(folder)) {
            for (var file : found.toList()) {
                if (file.getFileName().toString().endsWith(SUFFIX)) {
                    segments.add(Segment.open(file));
                } else {
                    Files.deleteIfExists(file);
                }
            }
        }
        var inOrder = segments.stream().sorted(Comparator.comparingLong(Segment::epoch)).toList();
        segments.clear();
        for (var segment : inOrder) {
            epoch = segment.epoch();
            appended += segment.unread();
            resize(segment.size());
            segments.add(segment);
        }
    }

    /**
     * Appends an entry of at least one byte; it is safe from the end of this process, however sudden, once this returns.
     *
     * @return false if there is no room for it, on the disk or within the bound, or the journal is closed
     */
    public synchronized boolean append(byte[] entry, int length) {
        if (closed) {
            return false;
        }
        var last = segments.peekLast();
        if (last == null || !last.fits(length)) {
            last = another(length);
            if (last == null) {
                return false;
            }
            segments.add(last);
        }
        last.append(entry, length);
        appended++;
        return true;
    }

    /** Entries that were ever appended, those included that this process found. */
    public long appended() {
        return appended;
    }

    /** Of the entries that were ever appended, how many are done. */
    public long finished() {
        return finished;
    }

    /** Whether so much is waiting that the bound is near. */
    public boolean isNearlyFull() {
        return nearlyFull;
    }

    /** An empty file with room for such an entry; null if there can be none. */
    private @Nullable Segment another(int length) {
        var ready = length <= LONGEST ? spares.poll() : null;
        if (ready == null) {
            // The reader is behind: this once, the file is made on the way of whoever appends.
            int size = Math.max(SEGMENT, Segment.HEADER + Segment.ENTRY + length);
            ready = reserve(size) ? make(epoch, size) : null;
        }
        if (ready != null) {
            ready.begin(++epoch);
        }
        return ready;
    }

    /** Makes the next file, if there is none, so that no append has to; the reader calls it now and then. */
    public void prepare() {
        long number;
        synchronized (this) {
            if (!spares.isEmpty() || closed || !reserve(SEGMENT)) {
                return;
            }
            number = epoch;
        }
        var made = make(number, SEGMENT);
        synchronized (this) {
            if (made != null && closed) {
                discard(made);
            } else if (made != null) {
                spares.add(made);
            }
        }
    }

    /** Takes the next number and so many bytes for a file, if the bound allows it. */
    private boolean reserve(int size) {
        if (bytes + size > bound) {
            return false;
        }
        resize(size);
        epoch++;
        return true;
    }

    private synchronized void resize(long change) {
        bytes += change;
        nearlyFull = bytes > bound / 4 * 3;
    }

    private @Nullable Segment make(long number, int size) {
        try {
            return Segment.create(folder.resolve("%016d".formatted(number) + SUFFIX), number, size);
        } catch (IOException e) {
            LOG.error("The journal cannot grow: {}", e.toString());
            resize(-size);
            return null;
        }
    }

    /**
     * Shows the next entries to a reader, oldest first, each in a buffer that is the journal's again when the call returns.
     *
     * @return how many there were; 0 if all were given
     */
    public int next(int most, Consumer<ByteBuffer> reader) {
        int count = 0;
        for (var segment : inOrder()) {
            for (; segment.hasUnread() && count < most; count++) {
                int length = segment.nextLength();
                var bytes = length <= entry.length ? entry : new byte[length];
                segment.next(bytes);
                given++;
                reader.accept(ByteBuffer.wrap(bytes, 0, length));
            }
        }
        return count;
    }

    private synchronized List<Segment> inOrder() {
        return List.copyOf(segments);
    }

    /** Everything that {@link #next} gave is in its final place and will not be given again. */
    public synchronized void done() {
        segments.forEach(Segment::done);
        while (segments.size() > 1 && segments.getFirst().isDone()) {
            var old = segments.removeFirst();
            if (spares.size() < SPARES && old.size() == SEGMENT) {
                old.begin(++epoch);
                spares.add(old);
            } else {
                discard(old);
            }
        }
        finished = given;
    }

    private void discard(Segment segment) {
        resize(-segment.size());
        segment.delete();
    }

    /** Accepts nothing more. Files stay where they are if anything in them is not done, for the next process. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        segments.addAll(spares);
        spares.clear();
        for (var segment : segments) {
            if (segment.isDone()) {
                segment.delete();
            } else {
                segment.close();
            }
        }
        segments.clear();
    }
}
