package org.trunkline.rest.internal;

import java.io.IOException;
import java.io.OutputStream;
import javax.ws.rs.core.StreamingOutput;

/** A body that is made while it is sent. */
final class Streamed implements StreamingOutput {
    private final Sending.Content content;

    Streamed(Sending.Content content) {
        this.content = content;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        Sending.write(out, content);
    }
}
