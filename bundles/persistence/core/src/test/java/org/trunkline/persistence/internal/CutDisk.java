package org.trunkline.persistence.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/**
 * A disk with one file, which takes so many writes more. A process that is killed leaves a part of its last write.
 */
final class CutDisk {
    private static final int PAGE_BYTES = 4_096;

    private byte[] bytes;
    private long size;
    private Random random = new Random(0);
    private long writesLeft = Long.MAX_VALUE;
    private boolean headsOnly;
    private volatile boolean cut;

    CutDisk() {
        this(new byte[1 << 20], 0);
    }

    private CutDisk(byte[] bytes, long size) {
        this.bytes = bytes;
        this.size = size;
    }

    /** Returns the disk as a new process finds it. */
    synchronized CutDisk after() {
        return new CutDisk(bytes, size);
    }

    /** Cuts off after so many writes; heads only: not before one of the head of the file, for half as many more at most. */
    synchronized void cutAfter(int writes, boolean atHead, Random chances) {
        writesLeft = writes;
        headsOnly = atHead;
        random = chances;
    }

    boolean isCut() {
        return cut;
    }

    synchronized long size() {
        return size;
    }

    synchronized int read(ByteBuffer target, long position) {
        if (position >= size) {
            return -1;
        }
        int count = (int) Math.min(target.remaining(), size - position);
        target.put(bytes, (int) position, count);
        return count;
    }

    synchronized int write(ByteBuffer source, long position) throws IOException {
        requirePower();
        byte[] written = new byte[source.remaining()];
        source.get(written);
        writesLeft--;
        if (writesLeft < 0 && (!headsOnly || position == 0 || writesLeft < -100)) {
            cut = true;
            put(position, written, headsOnly && position == 0 ? 0 : part(written.length));
            throw new IOException("killed");
        }
        put(position, written, written.length);
        return written.length;
    }

    synchronized void truncate(long to) throws IOException {
        requirePower();
        if (to < size) {
            Arrays.fill(bytes, (int) to, (int) size, (byte) 0);
            size = to;
        }
    }

    /** Nothing, all of it, whole pages of it, or any part. */
    private int part(int length) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> length;
            case 2 -> Math.min(length, random.nextInt(length / PAGE_BYTES + 1) * PAGE_BYTES);
            default -> random.nextInt(length + 1);
        };
    }

    private void put(long position, byte[] written, int count) {
        long end = position + count;
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(end, bytes.length * 2L));
        }
        System.arraycopy(written, 0, bytes, (int) position, count);
        size = Math.max(size, end);
    }

    private void requirePower() throws IOException {
        if (cut) {
            throw new IOException("killed");
        }
    }
}
