package dev.taskmaster.master.web;

import dev.taskmaster.settings.HostPort;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import javax.security.auth.login.Configuration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** Jetty with what it needs from its start to its stop. For one thread. */
final class WebServer {

    /** The pages are for a few people: as many requests at once, less the two threads that wait for them. */
    private static final int MOST_THREADS = 12;

    private static final int LEAST_THREADS = 2;

    private final HostPort listen;
    private final WebAccess access;
    private final Path data;
    private final Configuration users;
    private final CompositeMeterRegistry meters;
    private @Nullable Started started;

    /** What is to be undone. */
    private record Started(Server server, ConsoleRealm realm, PrometheusMeterRegistry metrics) {}

    WebServer(HostPort listen, WebAccess access, Path data, Configuration users, CompositeMeterRegistry meters) {
        this.listen = listen;
        this.access = access;
        this.data = data;
        this.users = users;
        this.meters = meters;
    }

    /** Serves the port until it is stopped. */
    void open(ServerSocketChannel channel) throws Exception {
        var files = ConsoleFiles.of(data);
        var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        metrics.config().meterFilter(new MetricNames());
        var server = new Server(threads());
        server.addConnector(connector(server, channel));
        server.setHandler(new OwnOrigin(
                access, new Handler.Sequence(Console.at(files.unpack(), files.scratch(), access), new Pages(metrics))));
        started = new Started(server, ConsoleRealm.install(users), metrics);
        meters.add(metrics);
        try {
            Console.configure();
            server.start();
        } catch (Exception e) {
            try {
                stop();
            } catch (Exception second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
        threads.setName("web");
        threads.setDaemon(true);
        return threads;
    }

    private ServerConnector connector(Server server, ServerSocketChannel channel) throws Exception {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        var connector = new ServerConnector(server, 1, 1, access.protocols(http));
        connector.setHost(listen.host());
        connector.open(channel);
        return connector;
    }

    /** Idempotent. */
    void stop() throws Exception {
        var ending = started;
        started = null;
        if (ending != null) {
            try {
                ending.server().stop();
            } finally {
                ending.realm().close();
                meters.remove(ending.metrics());
                ending.metrics().close();
            }
        }
    }
}
