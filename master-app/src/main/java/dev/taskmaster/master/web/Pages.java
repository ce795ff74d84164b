package dev.taskmaster.master.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The start page and the metrics, both to be read without a login; whatever else is asked for is not there. */
final class Pages extends Handler.Abstract {

    private static final String METRICS = "/metrics";
    private static final String START = "/";

    /** Prometheus' text format. */
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String HTML_TYPE = "text/html; charset=utf-8";

    private final PrometheusMeterRegistry metrics;
    private final String startPage;

    Pages(PrometheusMeterRegistry metrics) {
        this.metrics = metrics;
        this.startPage = read("start.html");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        secure(response);
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
            return true;
        }
        switch (Request.getPathInContext(request)) {
            case START -> answer(response, callback, HTML_TYPE, startPage);
            case METRICS -> answer(response, callback, METRICS_TYPE, metrics.scrape());
            default -> Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
        }
        return true;
    }

    /** These pages load nothing, stand in no frame, and are not told of to others. */
    static void secure(Response response) {
        response.getHeaders()
                .put(
                        "Content-Security-Policy",
                        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .put("X-Content-Type-Options", "nosniff")
                .put("X-Frame-Options", "DENY")
                .put("Referrer-Policy", "no-referrer")
                .put(HttpHeader.CACHE_CONTROL, "no-store");
    }

    private static void answer(Response response, Callback callback, String type, String text) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        Content.Sink.write(response, true, text, callback);
    }

    private static String read(String resource) {
        try (var page = Pages.class.getResourceAsStream(resource)) {
            if (page == null) {
                throw new IllegalStateException(resource + " is missing on the class path");
            }
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
