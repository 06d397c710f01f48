package org.trunkline.tasks.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.FieldError;

/** Ends an input that has more bytes than its bound. */
final class BoundedInputStream extends FilterInputStream {
    private final long bytesMax;
    private long count;

    BoundedInputStream(InputStream in, long bytesMax) {
        super(in);
        this.bytesMax = bytesMax;
    }

    @Override
    public int read() throws IOException {
        return counted(super.read(), 1);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        return counted(read, read);
    }

    private int counted(int result, int bytes) throws IOException {
        if (result >= 0) {
            count += bytes;
            if (count > bytesMax) {
                throw new TooLongException(tooLarge(bytesMax));
            }
        }
        return result;
    }

    static DomainException tooLarge(long bytesMax) {
        String message = "Payload or Files must not be more than " + bytesMax + " bytes";
        FieldError error = new FieldError("file", "maxSize", message, bytesMax, null, null);
        return new DomainException(ErrorKind.TOO_LARGE, "validation error", message, List.of(error), null);
    }
}
