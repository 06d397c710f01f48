package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.UnavailableException;

/**
 * Records in files: what {@link #append} has taken belongs to the operating system and survives a killed process (the
 * {@link Tail} has it); what {@link #sync} has returned for also survives a power cut. Files of which nothing is needed any
 * more are used again: to write new ones, and to have the disk find room for them, would cost more than the records.
 */
class Journal implements AutoCloseable {
    private static final String SUFFIX = ".journal";
    private static final String SPARE = "spare";
    private static final String TAIL = "tail";
    /** As many as a compaction frees that comes as early as it may. */
    private static final int SPARES_MAX = 4;

    private final Path directory;
    private final int segmentBytes;
    private final FileChannel lockChannel;
    private final Object syncing = new Object();
    private final List<Path> closed = new ArrayList<>();

    /** Full files of which something may not be on disk. */
    private final List<Segment> unforced = new ArrayList<>();

    /** So many of them were written by the last compaction: what was needed then. */
    private int needed;

    /** What the file that is written to has got and will get. */
    private Tail tail;

    private long number;
    private Segment segment;
    /** The file after this one, so that nobody who appends waits until it is there; null when there is none yet. */
    private Segment next;
    /** Files of which nothing is needed, the one first that was closed first. */
    private final Deque<Path> spares = new ArrayDeque<>();

    private long appended;
    private volatile long synced;

    /**
     * Opens the journal; {@link #replay} must follow before the first {@link #append}.
     *
     * @throws IOException if the directory cannot be used, or another process uses it
     */
    Journal(Path directory, int segmentBytes) throws IOException {
        this.directory = directory;
        this.segmentBytes = segmentBytes;
        Files.createDirectories(directory);
        lockChannel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lockChannel.tryLock();
        if (lock == null) {
            lockChannel.close();
            throw new IOException("another process uses the call journal in " + directory);
        }
    }

    /** Returns the name of the node whose journal this is; the same as long as the directory is there. */
    String node() throws IOException {
        Path file = directory.resolve("node");
        String name = Files.exists(file) ? Files.readString(file).strip() : "";
        if (!Ids.isWellFormed(name)) {
            // none yet, or the process that wrote it ended in the middle and never used it
            name = Ids.random();
            Files.writeString(file, name);
        }
        return name;
    }

    /** Hands over all records in the order in which they were appended, and opens a new file for what comes. */
    synchronized void replay(Consumer<ByteBuffer> record) throws IOException {
        Path tailFile = directory.resolve(TAIL);
        Tail left = Files.exists(tailFile) ? Tail.left(tailFile) : null;
        List<Path> written = files("[0-9]{12}\\" + SUFFIX);
        for (Path file : written) {
            number = Long.parseLong(file.getFileName().toString().replace(SUFFIX, ""));
            boolean isLast = closed.size() == written.size() - 1;
            Segment.read(file, number, isLast ? left : null, record);
            closed.add(file);
        }
        // after a power cut it may have records of a number that is given once more
        Files.deleteIfExists(tailFile);
        tail = Tail.create(tailFile, segmentBytes);
        for (Path file : files(SPARE + ".*")) {
            recycle(file);
        }
        segment = numbered(spare());
    }

    /** Opens the next file if there is none, so that whoever appends does not wait for it. Called by one thread now and then. */
    void prepare() throws IOException {
        Segment current;
        synchronized (this) {
            if (next != null) {
                return;
            }
            current = segment;
        }
        synchronized (syncing) {
            // nothing is written to another file while the disk may still know this one by its old name
            current.force(Segment.HEAD_BYTES);
        }
        Segment opened = spare();
        synchronized (this) {
            next = opened;
        }
    }

    /**
     * @throws IllegalArgumentException if the record is larger than a file
     * @throws UnavailableException if it is full and the disk has no room for another file; then nothing is appended
     */
    void append(byte[] record) {
        CRC32C sum = new CRC32C();
        sum.update(record);
        append(record, (int) sum.getValue());
    }

    private synchronized void append(byte[] record, int sum) {
        // a head of the file, and one of the record
        if (record.length + 2 * Segment.HEAD_BYTES > segmentBytes) {
            throw new IllegalArgumentException("a record of " + record.length + " bytes");
        }
        if (!segment.hasRoomFor(record.length)) {
            roll();
        }
        segment.append(record, sum);
        appended++;
    }

    /** Returns when all that was appended before is on disk. Callers that come together share one write. */
    void sync() {
        long wanted;
        synchronized (this) {
            wanted = appended;
        }
        synchronized (syncing) {
            if (synced < wanted) {
                try {
                    force();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void force() throws IOException {
        long reached;
        List<Segment> full;
        Segment current;
        int end;
        synchronized (this) {
            reached = appended;
            full = List.copyOf(unforced);
            current = segment;
            end = segment.end();
        }
        for (Segment each : full) {
            each.force(each.end());
            each.close();
            synchronized (this) {
                unforced.remove(each);
            }
        }
        current.force(end);
        synced = reached;
    }

    boolean isDirty() {
        synchronized (this) {
            return appended > synced;
        }
    }

    /** How many files hold records of which nothing may be needed any more. */
    synchronized int closedFiles() {
        return closed.size() - needed;
    }

    /**
     * Frees the files that were closed before {@code rewrite}, which must append again all that is still needed. The oldest
     * goes first: what is left at any moment tells how things went on from some moment to now.
     */
    void compact(Runnable rewrite) throws IOException {
        List<Path> old;
        synchronized (this) {
            roll();
            old = List.copyOf(closed);
        }
        rewrite.run();
        sync();
        for (Path file : old) {
            recycle(file);
        }
        synchronized (this) {
            closed.removeAll(old);
            needed = closed.size();
        }
    }

    @Override
    public void close() {
        sync();
        try {
            for (Segment each : new Segment[] {segment, next}) {
                if (each != null) {
                    each.close();
                }
            }
            lockChannel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files(String name) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().matches(name))
                    .sorted()
                    .toList();
        }
    }

    /** @throws UnavailableException if there is no room for another file; then nothing has changed */
    private synchronized void roll() {
        Segment full = segment;
        try {
            full.write(full.end());
            segment = numbered(next == null ? spare() : next);
        } catch (IOException e) {
            UnavailableException unavailable =
                    new UnavailableException("journal_unwritable", "the call journal cannot be written: " + e);
            unavailable.initCause(e);
            throw unavailable;
        }
        next = null;
        unforced.add(full);
        closed.add(full.path());
    }

    private Segment numbered(Segment spare) throws IOException {
        spare.number(number + 1, directory.resolve("%012d%s".formatted(number + 1, SUFFIX)));
        number++;
        return spare;
    }

    /** Opens a file that was freed, or a new one. */
    private Segment spare() throws IOException {
        Path freed;
        synchronized (spares) {
            freed = spares.poll();
        }
        return Segment.open(freed == null ? directory.resolve(SPARE + "-" + Ids.random()) : freed, tail);
    }

    /** Keeps a file to be used again, if that is worth it and nobody has taken it away. */
    private void recycle(Path file) throws IOException {
        synchronized (spares) {
            if (Files.exists(file) && spares.size() < SPARES_MAX && Files.size(file) == segmentBytes) {
                String name = file.getFileName().toString();
                boolean isSpare = name.startsWith(SPARE);
                spares.add(
                        isSpare ? file : Files.move(file, directory.resolve(SPARE + "-" + name.replace(SUFFIX, ""))));
                return;
            }
        }
        Files.deleteIfExists(file);
    }
}
