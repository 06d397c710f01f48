package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.limits.spi.StoredDetail;
import org.trunkline.limits.state.RefusedAttempts;

/**
 * Refused attempts on their way into the database: a queue of files, so that whoever refuses never waits for a database, and
 * an outage of any length costs no memory. What {@link #add} has taken belongs to the operating system and survives a killed
 * process. Taken from the other end in groups; what was read, and not yet {@link #stored} when the process ended, comes
 * again.
 */
final class RefusedCalls implements RefusedAttempts, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedCalls.class);
    private static final String SUFFIX = ".refused";
    private static final int HEAD_BYTES = 8;
    private static final int FILE_BYTES_DEFAULT = 8 << 20;
    private static final int FILES_MAX_DEFAULT = 256;
    private static final int RECORD_BYTES_MAX = 1 << 16;
    private static final long TOLD_EVERY_NANOS = 60_000_000_000L;

    private final Path directory;
    private final int fileBytes;
    private final int filesMax;
    private final Deque<Path> files = new ArrayDeque<>();
    private long number;
    private FileChannel last;
    private long written;
    private long read;
    private long readNext;
    private long dropped;
    private long toldAt;

    /** With room for some millions. */
    RefusedCalls(Path directory) throws IOException {
        this(directory, FILE_BYTES_DEFAULT, FILES_MAX_DEFAULT);
    }

    /**
     * @param fileBytes after so many bytes the next file is begun
     * @param filesMax so many files at most: what comes while they are full is dropped, counted and told in the log
     */
    RefusedCalls(Path directory, int fileBytes, int filesMax) throws IOException {
        this.directory = directory;
        this.fileBytes = fileBytes;
        this.filesMax = filesMax;
        this.toldAt = System.nanoTime() - TOLD_EVERY_NANOS;
        Files.createDirectories(directory);
        try (Stream<Path> all = Files.list(directory)) {
            all.filter(file -> file.getFileName().toString().matches("[0-9]{12}\\" + SUFFIX))
                    .sorted()
                    .forEach(files::add);
        }
        if (!files.isEmpty()) {
            number = Long.parseLong(files.getLast().getFileName().toString().replace(SUFFIX, ""));
        }
        open();
    }

    @Override
    public synchronized void add(StoredDetail refused) {
        byte[] bytes = DetailForm.bytes(refused);
        ByteBuffer record = ByteBuffer.allocate(HEAD_BYTES + bytes.length);
        record.putInt(bytes.length).putInt(sum(bytes)).put(bytes).flip();
        try {
            if (written > 0 && written + record.remaining() > fileBytes) {
                if (files.size() >= filesMax) {
                    drop("all " + filesMax + " files are full");
                    return;
                }
                open();
            }
            while (record.hasRemaining()) {
                last.write(record, written + record.position());
            }
            written += record.limit();
        } catch (IOException e) {
            // half a record is no record: the next one is written over it
            drop(e.toString());
        }
    }

    private void drop(String why) {
        dropped++;
        if (System.nanoTime() - toldAt >= TOLD_EVERY_NANOS) {
            toldAt = System.nanoTime();
            LOG.error("Refused calls not recorded: count={} reason={}", dropped, why);
        }
    }

    @Override
    public synchronized List<StoredDetail> oldest(int max) {
        try {
            List<StoredDetail> found = read(max);
            while (found.isEmpty() && files.size() > 1) {
                Files.deleteIfExists(files.removeFirst());
                read = 0;
                readNext = 0;
                found = read(max);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void stored() {
        read = readNext;
    }

    @Override
    public synchronized void close() {
        try {
            last.close();
            if (files.size() == 1 && read == written) {
                Files.deleteIfExists(files.getFirst());
            }
        } catch (IOException e) {
            LOG.warn("Files of refused calls not closed: reason={}", e.toString());
        }
    }

    private List<StoredDetail> read(int max) throws IOException {
        List<StoredDetail> found = new ArrayList<>();
        long at = read;
        try (FileChannel file = FileChannel.open(files.getFirst(), StandardOpenOption.READ)) {
            long end = files.size() == 1 ? written : file.size();
            while (found.size() < max && at + HEAD_BYTES < end) {
                ByteBuffer head = bytes(file, at, HEAD_BYTES);
                int length = head.getInt();
                int expected = head.getInt();
                if (length <= 0 || length > RECORD_BYTES_MAX || at + HEAD_BYTES + length > end) {
                    break;
                }
                byte[] record = bytes(file, at + HEAD_BYTES, length).array();
                if (sum(record) != expected) {
                    break;
                }
                found.add(DetailForm.read(record));
                at += HEAD_BYTES + length;
            }
        }
        readNext = at;
        return found;
    }

    private static ByteBuffer bytes(FileChannel file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
            // on to the rest
        }
        return bytes.flip();
    }

    private static int sum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    private void open() throws IOException {
        Path next = directory.resolve("%012d%s".formatted(number + 1, SUFFIX));
        FileChannel opened = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        if (last != null) {
            last.close();
        }
        number++;
        last = opened;
        written = 0;
        files.add(next);
    }
}
