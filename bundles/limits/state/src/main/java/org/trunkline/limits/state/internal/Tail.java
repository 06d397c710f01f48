package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The last file of the journal as it will be, in a file of its own that is mapped into memory: what was put here belongs to
 * the operating system and survives a killed process. It is never forced to disk. So its pages stay writable, and whoever
 * appends waits neither for a page nor for the disk; in a file that is forced again and again each page is lent anew each
 * time.
 */
final class Tail {
    private final MappedByteBuffer bytes;

    private Tail(MappedByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Opens one that is only read. */
    static Tail left(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new Tail(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        }
    }

    /**
     * Opens a new one.
     *
     * @throws IOException if there is no room for it: then it is not there
     */
    static Tail create(Path path, int size) throws IOException {
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Segment.fill(channel, size);
            Tail tail = new Tail(channel.map(FileChannel.MapMode.READ_WRITE, 0, size));
            tail.bytes.putInt(0, Segment.MARK);
            return tail;
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    int size() {
        return bytes.capacity();
    }

    /** Puts a record here. */
    void put(int at, byte[] record, int sum) {
        bytes.put(at + Segment.HEAD_BYTES, record);
        // the length last: a record that was not written whole is no record
        bytes.putInt(at + Integer.BYTES, sum);
        bytes.putInt(at, record.length);
    }

    ByteBuffer bytes(int from, int to) {
        return bytes.slice(from, to - from);
    }
}
