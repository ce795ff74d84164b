package dev.taskmaster.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.metrics.Series;
import dev.taskmaster.settings.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsServerTest {

    private static final HostPort ANY = new HostPort("127.0.0.1", 0);

    private final AtomicInteger scrapes = new AtomicInteger();
    private MetricsServer server;

    @BeforeEach
    void start() {
        server = MetricsServer.take(ANY);
        server.serve(() -> new Series()
                .counter("done", "What is done.", scrapes.incrementAndGet())
                .all());
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** By hand, because Java's client chooses the host by itself. */
    private String answer(String request, String... headers) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.listen().port())) {
            var text = request + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String own() {
        return "Host: localhost:1";
    }

    @Test
    void the_metrics_are_text_for_prometheus() throws IOException {
        assertThat(answer("GET /metrics", own()))
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("content-type: text/plain; version=0.0.4")
                .containsIgnoringCase("x-content-type-options: nosniff")
                .contains("# HELP done_total What is done.\n# TYPE done_total counter\ndone_total 1.0\n");
    }

    @Test
    void each_scrape_asks_anew() throws IOException {
        assertThat(answer("GET /metrics", own())).contains("done_total 1.0");
        assertThat(answer("GET /metrics", own())).contains("done_total 2.0");
    }

    @Test
    void head_has_no_body() throws IOException {
        assertThat(answer("HEAD /metrics", own())).startsWith("HTTP/1.1 200 ").doesNotContain("done_total");
    }

    @Test
    void the_start_says_where_they_are_and_there_is_nothing_else() throws IOException {
        assertThat(answer("GET /", own())).startsWith("HTTP/1.1 200 ").contains("/metrics");
        assertThat(answer("GET /metrics/more", own())).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void they_can_only_be_read() throws IOException {
        assertThat(answer("POST /metrics", own(), "Content-Length: 0"))
                .startsWith("HTTP/1.1 405 ")
                .containsIgnoringCase("allow: GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rebound.example.org", "rebound.example.org:80", "127.0.0.1.example.org", ""})
    void a_name_that_somebody_else_let_point_here_is_refused(String host) throws IOException {
        assertThat(answer("GET /metrics", "Host: " + host))
                .startsWith("HTTP/1.1 403 ")
                .doesNotContain("done_total");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org", "http://localhost:2", "null"})
    void a_page_of_another_server_is_refused(String origin) throws IOException {
        assertThat(answer("GET /metrics", own(), "Origin: " + origin)).startsWith("HTTP/1.1 403 ");
        assertThat(answer("GET /metrics", own(), "Origin: http://localhost:1")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void a_port_in_use_is_refused_with_the_way_on() {
        var place = server.listen();
        assertThatThrownBy(() -> MetricsServer.take(place))
                .isInstanceOf(InvalidUseException.class)
                .hasMessageContaining("the metrics cannot be at " + place)
                .hasMessageContaining("--metrics off");
    }

    @Test
    void a_closed_one_listens_no_more() {
        var place = server.listen();
        server.close();
        server.close();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), place.port()))
                .isInstanceOf(IOException.class);
    }
}
