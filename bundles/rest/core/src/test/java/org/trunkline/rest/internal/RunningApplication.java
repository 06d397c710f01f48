package org.trunkline.rest.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.servlet.ServletConfig;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.rest.spi.Authenticator;

/** The application of {@code /v2} behind a real web server on a free port; the token {@code good} is the only one. */
final class RunningApplication implements AutoCloseable {
    static final AccountId ACCOUNT = new AccountId("a".repeat(32));
    static final String NODE = "node-hash";
    static final long PARKED_MILLIS_MAX = 2_000;
    private static final long DRAIN_MILLIS_MAX = 10_000;
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    final MovableClock clock = new MovableClock(NOON);

    private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    private final Map<Object, Lent> lent = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final BuiltIn builtIn;
    private final AtomicReference<Authenticator> authenticator = new AtomicReference<>(new OneToken());
    private final Parking parking;
    private Entrance entrance;

    RunningApplication(Object... resources) throws Exception {
        this(new RateLimiter(new MovableClock(NOON), 1_000, 0), resources);
    }

    RunningApplication(RateLimiter limiter, Object... resources) throws Exception {
        parking = new Parking(clock, PARKED_MILLIS_MAX);
        builtIn = new BuiltIn(
                authenticator::get,
                clock,
                limiter,
                new ClientAddresses(List.of("127.0.0.1")),
                new Departed(clock),
                NODE,
                "");
        ServletContextHandler handler = new ServletContextHandler();
        ServletHolder holder = new ServletHolder(new Dispatcher());
        holder.setInitParameter("disable-address-updates", "true");
        holder.setInitParameter("hide-service-list-page", "true");
        holder.setInitOrder(1);
        holder.setAsyncSupported(true);
        handler.addServlet(holder, "/v2/*");
        handler.addServlet(VersionOneServlet.class, "/v1/*");
        server.setHandler(handler);
        server.start();
        publish(resources);
    }

    void publish(Object... resources) throws ServletException {
        entrance.publish(
                Arrays.stream(resources)
                        .map(each -> lent.computeIfAbsent(each, Lent::new))
                        .toList(),
                List.of());
    }

    /** Its bundle stops, and the next generation is not there yet. */
    void takeBack(Object resource) {
        lent.remove(resource).takeBack(DRAIN_MILLIS_MAX);
    }

    void takeAuthenticatorAway() {
        parking.close();
        authenticator.set(null);
    }

    int parked() {
        return parking.parked();
    }

    void bringAuthenticatorBack() {
        authenticator.set(new OneToken());
        parking.open();
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Gets bytes without a token. */
    HttpResponse<byte[]> download(String path) {
        try {
            return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends what the client would refuse to send. */
    String sendRaw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    CompletableFuture<HttpResponse<String>> getLater(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(uri(path)).header("X-Auth-Token", "good").build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, null, "X-Auth-Token", "good");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    private int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Dispatcher extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        public void init(ServletConfig config) throws ServletException {
            super.init(config);
            entrance = new Entrance(config, builtIn, parking);
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            entrance.service(request, response);
        }

        @Override
        public void destroy() {
            entrance.close();
        }
    }

    /** Knows one token, which is good for all but one path. */
    private static final class OneToken implements Authenticator {
        @Override
        public Caller authenticate(String token) {
            if (!token.equals("good")) {
                throw new DomainException(ErrorKind.UNAUTHENTICATED, "invalid_credentials", "invalid credentials");
            }
            return Caller.user(ACCOUNT, UserId.random(), Role.ADMIN, "ann");
        }

        @Override
        public void require(Caller caller, String verb, String path) {
            if (verb.equals("PUT") && path.equals("accounts/" + ACCOUNT + "/echo/restricted")) {
                throw new ForbiddenException("access denied by token restrictions");
            }
        }
    }
}
