package org.trunkline.rest.internal;

import java.io.IOException;
import java.io.OutputStream;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;
import org.apache.cxf.jaxrs.utils.JAXRSUtils;
import org.apache.cxf.transport.http.AbstractHTTPDestination;

/**
 * A response whose body is made while it is sent. When that fails, what was sent must not look whole: nothing is written
 * after it, the body is not ended, and the server breaks the connection off.
 */
final class Sending extends HttpServletResponseWrapper {

    /** Writes a body. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private boolean broken;
    private Output output;

    Sending(HttpServletResponse response) {
        super(response);
    }

    /** Writes the body of the current request; a failure before anything has left becomes an answer of its own. */
    static void write(OutputStream out, Content content) throws IOException {
        boolean whole = false;
        try {
            content.writeTo(out);
            whole = true;
        } finally {
            Object response = JAXRSUtils.getCurrentMessage().get(AbstractHTTPDestination.HTTP_RESPONSE);
            if (!whole && response instanceof Sending sending) {
                sending.fail();
            }
        }
    }

    private void fail() {
        if (isCommitted()) {
            broken = true;
        } else {
            resetBuffer();
        }
    }

    /** @throws IOException if the body is not whole: the server must not end it */
    void requireWhole() throws IOException {
        if (broken) {
            throw new IOException("the answer failed while it was sent: broken off");
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (output == null) {
            output = new Output(super.getOutputStream());
        }
        return output;
    }

    private final class Output extends ServletOutputStream {
        private final ServletOutputStream out;

        Output(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int each) throws IOException {
            if (!broken) {
                out.write(each);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!broken) {
                out.write(bytes, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (!broken) {
                out.flush();
            }
        }

        @Override
        public void close() throws IOException {
            if (!broken) {
                out.close();
            }
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
