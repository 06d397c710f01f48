package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * One file of the journal. Its records are appended to the {@link Tail}, at the same places, and written to the file together
 * soon after. A file may have been another one before, so it begins with a mark, and the sums of its records tell by its
 * number which of them are its own: the first that is not ends it.
 *
 * <p>A record is its length, its sum, its bytes. Files of earlier releases have no mark, and plain sums.
 */
final class Segment {
    static final int HEAD_BYTES = 8;

    /** No length of a record. */
    static final int MARK = -2;

    private Path path;
    /** Another one after somebody was interrupted. */
    private volatile FileChannel channel;

    private final Tail tail;
    private int salt;
    private int end = HEAD_BYTES;
    /** Up to here the file has it. Guarded by this. */
    private int written = HEAD_BYTES;
    /** Up to here it is on disk, and under its name if it is more than nothing. */
    private int forced;

    private Segment(Path path, FileChannel channel, Tail tail) {
        this.path = path;
        this.channel = channel;
        this.tail = tail;
    }

    /**
     * Opens a file that nothing is read from any more, or a new one, so that it can take records once it has a number.
     *
     * @param tail takes the records first, as soon as it is the turn of this file
     * @throws IOException if there is no room for it: then it is not there
     */
    static Segment open(Path path, Tail tail) throws IOException {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.size() != tail.size()) {
                fill(channel.truncate(0), tail.size());
            }
            write(
                    channel,
                    ByteBuffer.allocate(HEAD_BYTES).putInt(MARK).putInt(0).flip(),
                    0);
            return new Segment(path, channel, tail);
        } catch (IOException e) {
            if (channel != null) {
                channel.close();
            }
            // what is left of the disk belongs to others
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** Writes the whole file now: a full disk is an error here, and would end the process in mapped memory. */
    static void fill(FileChannel channel, int size) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(Math.min(size, 1 << 20));
        for (long at = 0; at < size; ) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), size - at));
            at += channel.write(zeros, at);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes, int at) throws IOException {
        int next = at;
        while (bytes.hasRemaining()) {
            next += channel.write(bytes, next);
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
        return end;
    }

    boolean hasRoomFor(int recordBytes) {
        return tail.size() - end >= recordBytes + HEAD_BYTES;
    }

    /** @param sum that of the record by itself */
    void append(byte[] record, int sum) {
        tail.put(end, record, sum ^ salt);
        end += HEAD_BYTES + record.length;
    }

    /** Returns when the file has it up to here. It is the turn of the next file only after that. */
    synchronized void write(int to) throws IOException {
        if (to > written) {
            open(file -> write(file, tail.bytes(written, to), written));
            written = to;
        }
    }

    /** What needs the file open. */
    private interface Work {
        void on(FileChannel file) throws IOException;
    }

    /** Does the work though somebody interrupts the thread, or another one at the file: that closes it. */
    private void open(Work work) throws IOException {
        boolean isInterrupted = false;
        try {
            while (true) {
                FileChannel file = channel;
                try {
                    work.on(file);
                    return;
                } catch (ClosedChannelException e) {
                    isInterrupted |= Thread.interrupted();
                    reopen(file);
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void reopen(FileChannel closed) throws IOException {
        if (channel == closed) {
            channel = FileChannel.open(path, StandardOpenOption.WRITE);
        }
    }

    /** Returns when the file is on disk up to here, and can be found there. For one thread at a time. */
    void force(int to) throws IOException {
        if (forced == 0) {
            forceName();
        }
        if (to > forced) {
            write(to);
            open(file -> file.force(false));
            forced = to;
        }
    }

    /** A file that a power cut gives its old name back has no records. */
    private void forceName() throws IOException {
        try (FileChannel directory = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** Nothing more is written to it. */
    void close() throws IOException {
        channel.close();
    }

    /**
     * Hands over the records of a file with this number, and those that only the tail has.
     *
     * @param tail null where none may have more of it: another file came after it
     */
    static void read(Path path, long number, Tail tail, Consumer<ByteBuffer> record) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            boolean marked = file.remaining() >= HEAD_BYTES && file.getInt(0) == MARK;
            file.position(marked ? HEAD_BYTES : 0);
            read(file, marked ? salt(number) : 0, record);
            int end = file.position();
            if (marked && tail != null && end < tail.size()) {
                ByteBuffer more = tail.bytes(end, tail.size());
                read(more, salt(number), record);
                // the tail goes
                write(channel, more.flip(), end);
                channel.force(false);
            }
        }
    }

    /** Leaves the position behind the last record. */
    private static void read(ByteBuffer file, int salt, Consumer<ByteBuffer> record) {
        CRC32C sum = new CRC32C();
        while (file.remaining() > HEAD_BYTES) {
            int start = file.position();
            int length = file.getInt(start);
            int expected = file.getInt(start + Integer.BYTES) ^ salt;
            if (length <= 0 || length > file.remaining() - HEAD_BYTES) {
                return;
            }
            ByteBuffer bytes = file.slice(start + HEAD_BYTES, length);
            sum.reset();
            sum.update(bytes.duplicate());
            if ((int) sum.getValue() != expected) {
                return;
            }
            record.accept(bytes);
            file.position(start + HEAD_BYTES + length);
        }
    }
}
