package dev.taskmaster.master.web;

import dev.taskmaster.master.page.JobPage;
import dev.taskmaster.settings.HostPort;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.time.ZoneId;
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
    private final WebContent content;
    private final ConsoleSessions sessions = new ConsoleSessions();
    private @Nullable Started started;

    /** What is to be undone. */
    private record Started(Server server, ConsoleRealm realm, Metrics metrics) {}

    WebServer(HostPort listen, WebAccess access, WebContent content) {
        this.listen = listen;
        this.access = access;
        this.content = content;
    }

    /** Serves the port until it is stopped. */
    void open(ServerSocketChannel channel) throws Exception {
        var files = ConsoleFiles.of(content.data());
        var metrics = Metrics.of(content);
        var server = new Server(threads());
        server.addConnector(connector(server, channel));
        var jobs = new JobPage(content.overview(), System::nanoTime, Clock.system(ZoneId.systemDefault()));
        server.setHandler(new OwnOrigin(
                access,
                new Handler.Sequence(
                        Console.at(files.unpack(), files.scratch(), sessions, access),
                        AdminGate.before(new Pages(metrics.registry(), jobs), content.users()))));
        started = new Started(server, ConsoleRealm.install(content.users()), metrics);
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

    /** Has everybody log in again at the console. By any thread. */
    void endSessions() {
        sessions.endAll();
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
                ending.metrics().close();
            }
        }
    }
}
