package org.trunkline.whitelabel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asks a server that answers a CNAME, a TXT in two parts, and of all others that there are none. */
final class JndiDnsResolverTest {
    private static final int HEADER_BYTES = 12;
    private static final int CNAME = 5;
    private static final int TXT = 16;

    private DatagramSocket server;
    private JndiDnsResolver resolver;

    @BeforeEach
    void start() throws IOException {
        server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        resolver = new JndiDnsResolver("dns://127.0.0.1:" + server.getLocalPort());
        Thread thread = new Thread(this::serve, "dns");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksForWhatItIsTold() {
        assertThat(resolver.lookup("CNAME", "ui.acme.example")).containsExactly("ui.operator.example.");
        assertThat(resolver.lookup("TXT", "ui.acme.example")).containsExactly("v=spf1 -all");
    }

    @Test
    void whatThereIsNotIsEmpty() {
        assertThat(resolver.lookup("A", "ui.acme.example")).isEmpty();
        assertThat(resolver.lookup("A", "a".repeat(64) + ".example")).isEmpty();
    }

    @Test
    void putsTextsTogether() {
        assertThat(JndiDnsResolver.whole("a")).isEqualTo("a");
        assertThat(JndiDnsResolver.whole("\"a b\"")).isEqualTo("a b");
        assertThat(JndiDnsResolver.whole("\"a \" \"\\\"b\\\"\"")).isEqualTo("a \"b\"");
        assertThat(JndiDnsResolver.whole("a b \"c d\"")).isEqualTo("abc d");
        assertThat(JndiDnsResolver.whole("\"a")).isEmpty();
        assertThat(JndiDnsResolver.whole("")).isEmpty();
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                server.receive(packet);
                byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
                server.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    private static byte[] answer(byte[] question) throws IOException {
        int end = HEADER_BYTES;
        while (question[end] != 0) {
            end += question[end] + 1;
        }
        int type = question[end + 2];
        byte[] data =
                switch (type) {
                    case CNAME -> strings("ui", "operator", "example", "");
                    case TXT -> strings("v=spf1", " -all");
                    default -> new byte[0];
                };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(question, 0, 2);
        // an answer, recursion available; NXDOMAIN where there is none
        out.write(new byte[] {(byte) 0x81, (byte) (data.length == 0 ? 0x83 : 0x80)});
        out.write(new byte[] {0, 1, 0, (byte) (data.length == 0 ? 0 : 1), 0, 0, 0, 0});
        out.write(question, HEADER_BYTES, end + 5 - HEADER_BYTES);
        if (data.length > 0) {
            // the name of the question, type, class, one minute
            out.write(new byte[] {(byte) 0xc0, HEADER_BYTES, 0, (byte) type, 0, 1, 0, 0, 0, 60, 0, (byte) data.length});
            out.write(data);
        }
        return out.toByteArray();
    }

    private static byte[] strings(String... all) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String each : all) {
            out.write(each.length());
            out.write(each.getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }
}
