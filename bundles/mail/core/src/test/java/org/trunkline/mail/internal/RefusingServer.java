package org.trunkline.mail.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A mail server that refuses some recipients, which GreenMail does not do. */
final class RefusingServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Map<String, String> refused;

    /** @param refused what it answers to which recipient */
    RefusingServer(Map<String, String> refused) {
        this.refused = refused;
        try {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "refusing-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                talk(client);
            } catch (IOException e) {
                // closed, or the client went away
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = client.getOutputStream();
        say(out, "220 refusing");
        boolean isInData = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (isInData) {
                if (line.equals(".")) {
                    isInData = false;
                    say(out, "250 taken");
                }
            } else if (line.startsWith("RCPT TO:<")) {
                String to = line.substring("RCPT TO:<".length(), line.indexOf('>'));
                say(out, refused.getOrDefault(to, "250 fine"));
            } else if (line.equals("DATA")) {
                isInData = true;
                say(out, "354 go on");
            } else if (line.equals("QUIT")) {
                say(out, "221 bye");
                return;
            } else {
                say(out, "250 fine");
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
