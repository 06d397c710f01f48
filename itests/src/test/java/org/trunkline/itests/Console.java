package org.trunkline.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;

/** The console of a node: one line in, what it prints out. */
final class Console implements AutoCloseable {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final SshClient client;
    private final int port;
    private final String user;
    private final String password;

    /** Fails with an IOException while the console does not answer yet, or does not know the user yet. */
    Console(int port, String user, String password) throws IOException {
        this.port = port;
        this.user = user;
        this.password = password;
        client = SshClient.setUpDefaultClient();
        // The key was made by the node that this test started a moment ago.
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.start();
    }

    /** Runs one line and returns all that it prints; what fails prints a line that begins with Error. */
    String run(String line) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // Karaf ends the session with its first command
        try (ClientSession session =
                client.connect(user, "127.0.0.1", port).verify(ANSWER_MAX).getSession()) {
            session.addPasswordIdentity(password);
            session.auth().verify(ANSWER_MAX);
            try (ChannelExec channel = session.createExecChannel(line)) {
                channel.setOut(out);
                channel.setErr(out);
                channel.open().verify(ANSWER_MAX);
                var events = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), ANSWER_MAX);
                if (events.contains(ClientChannelEvent.TIMEOUT)) {
                    throw new IOException("no end of: " + line);
                }
            }
        }
        return out.toString(StandardCharsets.UTF_8).replaceAll("\u001b\\[[0-9;]*m", "");
    }

    @Override
    public void close() {
        client.stop();
    }
}
