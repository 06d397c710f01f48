package org.trunkline.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * One kept connection that posts JSON. It does no more than that: it runs on the cores that it measures, and a common
 * HTTP client would take most of them.
 */
final class Connection implements AutoCloseable {
    private static final int REPLY_MAX_MILLIS = 30_000;
    private static final int LINE_MAX = 8_192;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;
    private final String head;
    private byte[] body = new byte[4_096];
    private int length;

    Connection(URI server, String key) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(REPLY_MAX_MILLIS);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort() < 0 ? 80 : server.getPort()));
        in = new BufferedInputStream(socket.getInputStream(), 16_384);
        out = socket.getOutputStream();
        head = " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\nContent-Length: ";
    }

    /** Returns the status of the answer. */
    int post(String path, String json) throws IOException {
        byte[] content = json.getBytes(StandardCharsets.UTF_8);
        byte[] lines = ("POST " + path + head + content.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[lines.length + content.length];
        System.arraycopy(lines, 0, request, 0, lines.length);
        System.arraycopy(content, 0, request, lines.length, content.length);
        out.write(request);
        return reply();
    }

    /** Returns the status of the answer. */
    int get(String path) throws IOException {
        out.write(("GET " + path + head + "0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return reply();
    }

    /** Returns the body of the last answer. */
    String body() {
        return new String(body, 0, length, StandardCharsets.UTF_8);
    }

    private int reply() throws IOException {
        String status = line();
        int contentLength = 0;
        boolean chunked = false;
        for (String field = line(); !field.isEmpty(); field = line()) {
            int colon = field.indexOf(':');
            String name = field.substring(0, Math.max(colon, 0));
            if (name.equalsIgnoreCase("Content-Length")) {
                contentLength = Integer.parseInt(field.substring(colon + 1).strip());
            } else if (name.equalsIgnoreCase("Transfer-Encoding")) {
                chunked = true;
            }
        }
        length = 0;
        if (chunked) {
            chunks();
        } else {
            read(contentLength);
        }
        return Integer.parseInt(status.substring(9, 12));
    }

    private void chunks() throws IOException {
        int size = Integer.parseInt(line(), 16);
        while (size > 0) {
            read(size);
            line();
            size = Integer.parseInt(line(), 16);
        }
        line();
    }

    private void read(int count) throws IOException {
        if (length + count > body.length) {
            body = java.util.Arrays.copyOf(body, Math.max(length + count, 2 * body.length));
        }
        if (in.readNBytes(body, length, count) < count) {
            throw new EOFException("the server closed the connection");
        }
        length += count;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > LINE_MAX) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
