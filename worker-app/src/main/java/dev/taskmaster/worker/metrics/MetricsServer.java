package dev.taskmaster.worker.metrics;

import com.sun.net.httpserver.HttpServer;
import dev.taskmaster.InvalidUseException;
import dev.taskmaster.settings.HostPort;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port whose page {@code /metrics} Prometheus can read. It is taken before the worker starts, so that who asked for one
 * that is in use hears of it at once; whoever connects waits until it is served. For one thread.
 */
public final class MetricsServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MetricsServer.class);

    /** The page is for one or two scrapers; who holds a connection and says nothing must not lock them out. */
    private static final int THREADS = 2;

    /** The JDK's server reads these as system properties and nowhere else; in seconds. */
    private static final String[] LIMITS = {"sun.net.httpserver.maxReqTime", "sun.net.httpserver.maxRspTime"};

    private static final String LIMIT_SECONDS = "10";

    private final HttpServer server;
    private final HostPort listen;
    private final ExecutorService threads;

    private MetricsServer(HttpServer server, HostPort listen) {
        this.server = server;
        this.listen = listen;
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            var made = new Thread(task, "worker-metrics");
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * Takes the port.
     *
     * @param wanted with port 0 the system chooses a free one
     * @throws InvalidUseException if it cannot be listened on
     */
    public static MetricsServer take(HostPort wanted) {
        for (var limit : LIMITS) {
            if (System.getProperty(limit) == null) {
                System.setProperty(limit, LIMIT_SECONDS);
            }
        }
        try {
            var server = HttpServer.create(new InetSocketAddress(wanted.host(), wanted.port()), 0);
            return new MetricsServer(server, wanted.withPort(server.getAddress().getPort()));
        } catch (IOException e) {
            throw new InvalidUseException(
                    "the metrics cannot be at " + wanted + " (" + e.getMessage()
                            + "): choose another port with --metrics, or none with --metrics off",
                    e);
        }
    }

    /** Answers from now on, with what is so at the moment of each scrape. */
    public void serve(Supplier<MetricSnapshots> metrics) {
        server.createContext("/", new MetricsPage(metrics));
        server.setExecutor(threads);
        server.start();
        log.info("metrics at http://{}/metrics", listen);
    }

    /** Where it listens, with the real port. */
    HostPort listen() {
        return listen;
    }

    /** Gives the port back; an answer that is under way is broken off. Idempotent. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
