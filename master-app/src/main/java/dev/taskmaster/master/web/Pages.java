package dev.taskmaster.master.web;

import dev.taskmaster.master.page.JobPage;
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

/**
 * The start page, the metrics, and the page of jobs, before which {@link AdminGate} stands; whatever else is asked for is
 * not there.
 */
final class Pages extends Handler.Abstract {

    /** The page of jobs and workers, for admin alone. */
    static final String JOBS = "/jobs";

    private static final String METRICS = "/metrics";
    private static final String START = "/";
    private static final String SCRIPT = "/jobs.js";
    private static final String STYLE = "/pages.css";

    /** Prometheus' text format. */
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String HTML_TYPE = "text/html; charset=utf-8";
    private static final String SCRIPT_TYPE = "text/javascript; charset=utf-8";
    private static final String STYLE_TYPE = "text/css; charset=utf-8";

    private final PrometheusMeterRegistry metrics;
    private final JobPage jobs;
    private final String startPage = read("start.html");
    private final String script = read("jobs.js");
    private final String style = read("pages.css");

    Pages(PrometheusMeterRegistry metrics, JobPage jobs) {
        this.metrics = metrics;
        this.jobs = jobs;
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
            case JOBS -> {
                var page = jobs.now();
                response.setStatus(page.answered() ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503);
                answer(response, callback, HTML_TYPE, page.html());
            }
            case SCRIPT -> answer(response, callback, SCRIPT_TYPE, script);
            case STYLE -> answer(response, callback, STYLE_TYPE, style);
            case METRICS -> answer(response, callback, METRICS_TYPE, metrics.scrape());
            default -> Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
        }
        return true;
    }

    /** These pages load nothing but what is beside them, stand in no frame, and are not told of to others. */
    static void secure(Response response) {
        response.getHeaders()
                .put(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none';"
                                + " form-action 'none'; frame-ancestors 'none'")
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
