package dev.taskmaster.worker.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests, as the pages of a master do: to be read only, under this machine's own names for itself, and by no page
 * of another server. Safe for use by many threads.
 *
 * @param metrics what is so now
 */
record MetricsPage(Supplier<MetricSnapshots> metrics) implements HttpHandler {

    static final String PATH = "/metrics";

    private static final Logger log = LoggerFactory.getLogger(MetricsPage.class);

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final int NO_BODY = -1;

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getResponseHeaders();
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Cache-Control", "no-store");
            headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
            answer(exchange);
        } catch (RuntimeException e) {
            // The server itself would drop the connection without a word.
            log.warn("a request for the metrics failed: {}", e.toString(), e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (!isOwn(exchange)) {
            send(exchange, HttpURLConnection.HTTP_FORBIDDEN, PLAIN, "only for this machine\n");
            return;
        }
        var method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            send(exchange, HttpURLConnection.HTTP_BAD_METHOD, PLAIN, "only GET and HEAD\n");
            return;
        }
        switch (exchange.getRequestURI().getPath()) {
            case PATH -> sendMetrics(exchange);
            case "/" -> send(exchange, HttpURLConnection.HTTP_OK, PLAIN, "a worker of Taskmaster: see " + PATH + "\n");
            default -> send(exchange, HttpURLConnection.HTTP_NOT_FOUND, PLAIN, "only " + PATH + "\n");
        }
    }

    private static boolean isOwn(HttpExchange exchange) {
        var host = exchange.getRequestHeaders().getFirst("Host");
        var origin = exchange.getRequestHeaders().getFirst("Origin");
        return host != null
                && NAMES.contains(host.replaceFirst(":[0-9]{1,5}$", ""))
                && (origin == null || origin.equals("http://" + host));
    }

    private void sendMetrics(HttpExchange exchange) throws IOException {
        var text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(text, metrics.get());
        send(exchange, HttpURLConnection.HTTP_OK, PrometheusTextFormatWriter.CONTENT_TYPE, text.toByteArray());
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        send(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, NO_BODY);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
