package org.trunkline.webhooks.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Speaks HTTP/1.1 over a connection to an address that was looked at. Java's own clients look a name up again when they connect,
 * and may find another address then: a name could answer a public one to us and a private one to them. Redirects are an answer
 * like others, proxies are not used, and of an answer no more is read than its status.
 */
final class HttpSender implements Sender {
    private static final int HEAD_BYTES_MAX = 16_384;
    private static final int INTERIM_MAX = 5;
    private static final int ADDRESSES_MAX = 4;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");

    /** Finds the addresses of a host. */
    interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    /** A connection that ends when its time is over, whatever it waits for. */
    private static final class Ending {
        private Socket socket;
        private boolean isLate;

        synchronized void use(Socket next) throws IOException {
            if (isLate) {
                throw new IOException("late");
            }
            socket = next;
        }

        synchronized void end() {
            isLate = true;
            close();
        }

        synchronized boolean isLate() {
            return isLate;
        }

        synchronized void close() {
            if (socket != null) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // it is gone all the same
                }
            }
        }
    }

    private final AddressRules rules;
    private final Resolver resolver;
    private final SSLSocketFactory tls;
    private final Duration timeout;
    private final ScheduledExecutorService watch;

    /**
     * @param timeout how long one receiver may take for all
     * @param watch ends the connections of those that take longer
     */
    HttpSender(
            AddressRules rules,
            Resolver resolver,
            SSLSocketFactory tls,
            Duration timeout,
            ScheduledExecutorService watch) {
        this.rules = rules;
        this.resolver = resolver;
        this.tls = tls;
        this.timeout = timeout;
        this.watch = watch;
    }

    @Override
    public int send(Request request) throws Undelivered {
        URI uri = URI.create(request.uri().toASCIIString());
        List<InetAddress> addresses = addresses(uri.getHost());
        Ending ending = new Ending();
        Future<?> end = watch.schedule(ending::end, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            Socket socket = connected(uri, addresses, ending);
            OutputStream out = socket.getOutputStream();
            out.write(head(request, uri).getBytes(StandardCharsets.ISO_8859_1));
            out.write(request.body());
            out.flush();
            return status(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw ending.isLate()
                    ? new Undelivered("the receiver takes longer than " + timeout.toSeconds() + " s", e)
                    : new Undelivered("the receiver cannot be reached: " + said(e), e);
        } finally {
            end.cancel(false);
            ending.close();
        }
    }

    /** Each address of the host must be allowed: which of them another look would bring first is for chance. */
    private List<InetAddress> addresses(String host) throws Undelivered {
        List<InetAddress> found;
        try {
            found = resolver.resolve(host);
        } catch (UnknownHostException e) {
            throw new Undelivered("the name of the receiver has no address", e);
        }
        if (found.isEmpty() || !found.stream().allMatch(rules::allows)) {
            throw new Undelivered("the receiver has an address that is not public");
        }
        return found.subList(0, Math.min(found.size(), ADDRESSES_MAX));
    }

    private Socket connected(URI uri, List<InetAddress> addresses, Ending ending) throws IOException {
        IOException failure = null;
        for (InetAddress address : addresses) {
            Socket socket = new Socket(Proxy.NO_PROXY);
            ending.use(socket);
            try {
                socket.setSoTimeout((int) timeout.toMillis());
                socket.connect(new InetSocketAddress(address, port(uri)), (int) timeout.toMillis());
                return isEncrypted(uri) ? encrypted(socket, uri) : socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    /** The certificate must be one for the name, though the connection goes to an address. */
    private SSLSocket encrypted(Socket socket, URI uri) throws IOException {
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        SSLSocket encrypted = (SSLSocket) tls.createSocket(socket, host, port(uri), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    private static boolean isEncrypted(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT).equals("https");
    }

    private static int port(URI uri) {
        return uri.getPort() > 0 ? uri.getPort() : isEncrypted(uri) ? 443 : 80;
    }

    private static String head(Request request, URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        StringBuilder head = new StringBuilder()
                .append(request.verb())
                .append(' ')
                .append(path)
                .append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(uri.getHost())
                .append(uri.getPort() > 0 ? ":" + uri.getPort() : "")
                .append("\r\nConnection: close\r\n");
        if (request.body().length > 0) {
            head.append("Content-Length: ").append(request.body().length).append("\r\n");
        }
        request.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    private static int status(InputStream in) throws IOException {
        int[] left = {HEAD_BYTES_MAX};
        for (int i = 0; i <= INTERIM_MAX; i++) {
            Matcher line = STATUS.matcher(line(in, left));
            if (!line.matches()) {
                throw new IOException("no HTTP");
            }
            int status = Integer.parseInt(line.group(1));
            if (status >= 200) {
                return status;
            }
            String header = "";
            do {
                header = line(in, left);
            } while (!header.isEmpty());
        }
        throw new IOException("no HTTP");
    }

    private static String line(InputStream in, int[] left) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || left[0]-- == 0) {
                throw new IOException("no HTTP");
            }
            line.append((char) next);
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    /** The kind of failure, and no text of others. */
    private static String said(IOException failure) {
        return switch (failure.getClass().getSimpleName()) {
            case "ConnectException" -> "it does not listen";
            case "SocketTimeoutException" -> "it does not answer";
            case "NoRouteToHostException" -> "no way leads there";
            case "SSLHandshakeException", "SSLException", "SSLPeerUnverifiedException" ->
                "its certificate is not trusted," + " or it does not encrypt as it should";
            default -> "it does not answer as HTTP servers do";
        };
    }
}
