package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * One file of the journal, mapped into memory. A file may have been another one before, so it begins with a mark, and the
 * sums of its records tell by its number which of them are its own: the first that is not ends it.
 *
 * <p>A record is its length, its sum, its bytes. Files of earlier releases have no mark, and plain sums.
 */
final class Segment {
    static final int HEAD_BYTES = 8;

    /** No length of a record. */
    private static final int MARK = -2;

    private Path path;
    private final MappedByteBuffer bytes;
    private int salt;
    /** Up to here it is on disk, and under its name if it is more than nothing. */
    private int forced;

    private Segment(Path path, MappedByteBuffer bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    /**
     * Opens a file that nothing is read from any more, or a new one, so that it can take records once it has a number.
     *
     * @throws IOException if there is no room for it: then it is not there
     */
    static Segment open(Path path, int size) throws IOException {
        try (FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() != size) {
                fill(channel.truncate(0), size);
            }
            Segment opened = new Segment(path, channel.map(FileChannel.MapMode.READ_WRITE, 0, size));
            opened.bytes.putInt(MARK).putInt(0);
            return opened;
        } catch (IOException e) {
            // what is left of the disk belongs to others
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** Writes the whole file now: a full disk is an error here, and would end the process in the mapped memory. */
    private static void fill(FileChannel channel, int size) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(Math.min(size, 1 << 20));
        for (long at = 0; at < size; ) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), size - at));
            at += channel.write(zeros, at);
        }
    }

    /** Takes its place among the others; it has no records until then. */
    void number(long number, Path name) throws IOException {
        path = Files.move(path, name);
        salt = salt(number);
    }

    /** Neighbours have salts that differ, and so have all files that are ever there at once. */
    private static int salt(long number) {
        return (int) (number * 0x9E3779B97F4A7C15L >>> Integer.SIZE);
    }

    Path path() {
        return path;
    }

    /** Returns where it ends as it is now. */
    int end() {
        return bytes.position();
    }

    boolean hasRoomFor(int recordBytes) {
        return bytes.remaining() >= recordBytes + HEAD_BYTES;
    }

    /** @param sum that of the record by itself */
    void append(byte[] record, int sum) {
        int start = bytes.position();
        bytes.position(start + HEAD_BYTES);
        bytes.put(record);
        // the length last: a record that was not written whole is no record
        bytes.putInt(start + Integer.BYTES, sum ^ salt);
        bytes.putInt(start, record.length);
    }

    /** Returns when the file is on disk up to here, and can be found there. For one thread at a time. */
    void force(int end) {
        if (forced == 0) {
            forceName();
        }
        if (end > forced) {
            bytes.force(forced, end - forced);
            forced = end;
        }
    }

    /** A file that a power cut gives its old name back has no records. */
    private void forceName() {
        try (FileChannel directory = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands over the records of a file with this number. */
    static void read(Path path, long number, Consumer<ByteBuffer> record) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            boolean marked = file.remaining() >= HEAD_BYTES && file.getInt(0) == MARK;
            file.position(marked ? HEAD_BYTES : 0);
            read(file, marked ? salt(number) : 0, record);
        }
    }

    private static void read(ByteBuffer file, int salt, Consumer<ByteBuffer> record) {
        CRC32C sum = new CRC32C();
        while (file.remaining() > HEAD_BYTES) {
            int length = file.getInt();
            int expected = file.getInt() ^ salt;
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
