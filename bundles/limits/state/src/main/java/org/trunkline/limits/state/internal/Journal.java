package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.UnavailableException;

/**
 * Records in files that are mapped into memory: what {@link #append} has taken belongs to the operating system and
 * survives a killed process; what {@link #sync} has returned for also survives a power cut.
 *
 * <p>A record is its length, the CRC-32C of its bytes, its bytes. A length of 0, or a wrong sum, ends a file: the rest was
 * never written whole.
 */
class Journal implements AutoCloseable {
    private static final String SUFFIX = ".journal";
    private static final String SPARE = "spare";
    private static final int HEAD_BYTES = 8;

    private final Path directory;
    private final int segmentBytes;
    private final FileChannel lockChannel;
    private final Object syncing = new Object();
    private final List<Path> closed = new ArrayList<>();

    /** Full files of which something may not be on disk. */
    private final List<MappedByteBuffer> unforced = new ArrayList<>();

    /** So many of them were written by the last compaction: what was needed then. */
    private int needed;

    private long number;
    private Segment segment;
    /** The file after this one, so that nobody who appends waits until it is written; null when there is none yet. */
    private Segment next;

    private long appended;
    private volatile long synced;

    private record Segment(Path path, MappedByteBuffer bytes) {}

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
        for (Path file : files()) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                read(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), record);
            }
            closed.add(file);
            number = Math.max(
                    number, Long.parseLong(file.getFileName().toString().replace(SUFFIX, "")));
        }
        segment = create(numbered(number + 1));
        number++;
    }

    /**
     * Writes the next file if there is none, so that whoever appends does not wait for it. Called by one thread now and
     * then.
     */
    void prepare() throws IOException {
        synchronized (this) {
            if (next != null) {
                return;
            }
        }
        Segment created = create(directory.resolve(SPARE));
        synchronized (this) {
            next = created;
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
        if (record.length + 2 * HEAD_BYTES > segmentBytes) {
            throw new IllegalArgumentException("a record of " + record.length + " bytes");
        }
        if (segment.bytes.remaining() < record.length + 2 * HEAD_BYTES) {
            roll();
        }
        MappedByteBuffer bytes = segment.bytes;
        int start = bytes.position();
        bytes.position(start + HEAD_BYTES);
        bytes.put(record);
        // the length last: a record that was not written whole is no record
        bytes.putInt(start + Integer.BYTES, sum);
        bytes.putInt(start, record.length);
        appended++;
    }

    /** Returns when all that was appended before is on disk. Callers that come together share one write. */
    void sync() {
        long wanted;
        synchronized (this) {
            wanted = appended;
        }
        synchronized (syncing) {
            if (synced >= wanted) {
                return;
            }
            long reached;
            List<MappedByteBuffer> full;
            MappedByteBuffer current;
            synchronized (this) {
                reached = appended;
                full = List.copyOf(unforced);
                current = segment.bytes;
            }
            full.forEach(MappedByteBuffer::force);
            current.force();
            synchronized (this) {
                unforced.removeAll(full);
            }
            synced = reached;
        }
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
     * Deletes the files that were closed before {@code rewrite}, which must append again all that is still needed.
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
            Files.deleteIfExists(file);
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
            Files.deleteIfExists(directory.resolve(SPARE));
            lockChannel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().matches("[0-9]{12}\\" + SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    /** @throws UnavailableException if there is no room for another file; then nothing has changed */
    private synchronized void roll() {
        Path file = numbered(number + 1);
        Segment opened;
        try {
            opened = next == null ? create(file) : new Segment(Files.move(next.path, file), next.bytes);
        } catch (IOException e) {
            UnavailableException unavailable =
                    new UnavailableException("journal_unwritable", "the call journal cannot be written: " + e);
            unavailable.initCause(e);
            throw unavailable;
        }
        number++;
        unforced.add(segment.bytes);
        closed.add(segment.path);
        segment = opened;
        next = null;
    }

    private Path numbered(long file) {
        return directory.resolve("%012d%s".formatted(file, SUFFIX));
    }

    private Segment create(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            fill(channel);
            return new Segment(file, channel.map(FileChannel.MapMode.READ_WRITE, 0, segmentBytes));
        } catch (IOException e) {
            // what is left of the disk belongs to others
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** Writes the whole file now: a full disk is an error here, and would end the process in the mapped memory. */
    private void fill(FileChannel channel) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(Math.min(segmentBytes, 1 << 20));
        for (long at = 0; at < segmentBytes; ) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), segmentBytes - at));
            at += channel.write(zeros, at);
        }
    }

    private static void read(ByteBuffer file, Consumer<ByteBuffer> record) {
        CRC32C sum = new CRC32C();
        while (file.remaining() > HEAD_BYTES) {
            int length = file.getInt();
            int expected = file.getInt();
            if (length <= 0 || length > file.remaining()) {
                return;
            }
            ByteBuffer bytes = file.slice(file.position(), length);
            sum.reset();
            sum.update(bytes.duplicate());
            if ((int) sum.getValue() != expected) {
                return;
            }
            record.accept(bytes);
            file.position(file.position() + length);
        }
    }
}
