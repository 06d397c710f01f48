package org.trunkline.rest.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;

/** The application of {@code /v2} behind a real web server on a free port; the token {@code good} is the only one. */
final class RunningApplication implements AutoCloseable {
    static final AccountId ACCOUNT = new AccountId("a".repeat(32));
    static final String NODE = "node-hash";
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    final MovableClock clock = new MovableClock(NOON);

    private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    private final HttpClient client = HttpClient.newHttpClient();
    private final BuiltIn builtIn;
    private Generations generations;

    RunningApplication(Object... resources) throws Exception {
        this(new RateLimiter(new MovableClock(NOON), 1_000, 0), resources);
    }

    RunningApplication(RateLimiter limiter, Object... resources) throws Exception {
        builtIn = new BuiltIn(
                () -> RunningApplication::authenticate,
                clock,
                limiter,
                new ClientAddresses(List.of("127.0.0.1")),
                NODE);
        ServletContextHandler handler = new ServletContextHandler();
        ServletHolder holder = new ServletHolder(new Dispatcher());
        holder.setInitParameter("disable-address-updates", "true");
        holder.setInitParameter("hide-service-list-page", "true");
        holder.setInitOrder(1);
        handler.addServlet(holder, "/v2/*");
        server.setHandler(handler);
        server.start();
        publish(resources);
    }

    void publish(Object... resources) throws ServletException {
        generations.swap(Arrays.asList(resources), builtIn.providers());
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

    HttpResponse<String> get(String path) {
        return send("GET", path, null, "X-Auth-Token", "good");
    }

    private URI uri(String path) {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static Caller authenticate(String token) {
        if (!token.equals("good")) {
            throw new DomainException(ErrorKind.UNAUTHENTICATED, "invalid_credentials", "invalid credentials");
        }
        return Caller.user(ACCOUNT, UserId.random(), Role.ADMIN, "ann");
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
            generations = new Generations(config);
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            if (!generations.service(request, response)) {
                Starting.answer(response);
            }
        }

        @Override
        public void destroy() {
            generations.close();
        }
    }
}
