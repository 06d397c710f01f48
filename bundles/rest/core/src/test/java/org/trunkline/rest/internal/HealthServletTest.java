package org.trunkline.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.HealthCheck;

class HealthServletTest {
    private static final HealthCheck WELL = part("database", HealthCheck.Result.healthy("answers"));
    private static final HealthCheck ILL = part("bundles", HealthCheck.Result.unhealthy("ledger.core is not active"));

    @Test
    void isGreenWhenEveryPartIsWell() throws Exception {
        HttpResponse<String> response = get(List.of(WELL));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Json.parse(response.body()).at("/checks/database/ok").asBoolean())
                .isTrue();
    }

    @Test
    void isRedAndSaysWhyWhenOnePartIsNot() throws Exception {
        HttpResponse<String> response = get(List.of(WELL, ILL));

        assertThat(response.statusCode()).isEqualTo(503);
        JsonNode body = Json.parse(response.body());
        assertThat(body.get("status").asText()).isEqualTo("failing");
        assertThat(body.at("/checks/bundles/message").asText()).isEqualTo("ledger.core is not active");
    }

    private static HttpResponse<String> get(List<HealthCheck> parts) throws Exception {
        Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
        ServletContextHandler handler = new ServletContextHandler();
        handler.addServlet(new ServletHolder(new HealthServlet(parts)), "/health");
        server.setHandler(handler);
        server.start();
        try {
            int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                    .build();
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } finally {
            server.stop();
        }
    }

    private static HealthCheck part(String name, HealthCheck.Result result) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Result check() {
                return result;
            }
        };
    }
}
