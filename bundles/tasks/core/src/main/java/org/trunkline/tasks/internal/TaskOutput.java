package org.trunkline.tasks.internal;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The output of a task: a file that begins with its first row and ends at its bound. */
final class TaskOutput implements AutoCloseable {
    private final Path file;
    private final long bytesMax;
    private CSVPrinter rows;
    private Counted bytes;

    TaskOutput(Path file, long bytesMax) {
        this.file = file;
        this.bytesMax = bytesMax;
    }

    long bytesMax() {
        return bytesMax;
    }

    boolean isEmpty() {
        return rows == null;
    }

    /** Returns whether there was room for the row. */
    boolean write(List<String> cells) {
        try {
            if (rows == null) {
                bytes = new Counted(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
                rows = new CSVPrinter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), CSVFormat.RFC4180);
            }
            if (bytes.count > bytesMax) {
                return false;
            }
            rows.printRecord(cells);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("The output of a task could not be written", e);
        }
    }

    @Override
    public void close() {
        try {
            if (rows != null) {
                rows.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The output of a task could not be written", e);
        }
    }

    private static final class Counted extends FilterOutputStream {
        private long count;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            count += length;
        }
    }
}
