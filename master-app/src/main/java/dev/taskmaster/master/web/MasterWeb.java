package dev.taskmaster.master.web;

import dev.taskmaster.credentials.CredentialsFile;
import dev.taskmaster.credentials.Role;
import dev.taskmaster.settings.HostPort;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages of a running broker. They come up in the background, so that the broker is not kept waiting, and a failure of
 * theirs is a warning and not the end of the broker. There is one at a time in a JVM, because the console is configured by
 * what a JVM has once: system properties and JAAS. Safe for use by many threads.
 */
public final class MasterWeb implements AutoCloseable {

    /** The longest wait for a stop, which waits for a start that is under way. */
    static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(MasterWeb.class);

    private final WebPort port;
    private final WebAccess access;
    private final WebServer server;
    private final ExecutorService thread;

    private MasterWeb(WebPort port, WebAccess access, WebServer server) {
        this.port = port;
        this.access = access;
        this.server = server;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            var made = new Thread(task, "web-start");
            made.setDaemon(true);
            return made;
        });
    }

    /** Begins to serve on a port of loopback; see the other one. */
    public static MasterWeb start(WebPort port, WebContent content) {
        return start(port, WebAccess.plain(port.listen().host()), content);
    }

    /**
     * Begins to serve on a port and returns at once; a port that was in use is a warning.
     *
     * @param access how browsers come there
     * @param content what they show
     */
    public static MasterWeb start(WebPort port, WebAccess access, WebContent content) {
        var web = new MasterWeb(port, access, new WebServer(port.listen(), access, content));
        var channel = port.channelOrWarning();
        if (channel != null) {
            web.thread.execute(() -> web.open(channel, content.data()));
        }
        return web;
    }

    private void open(ServerSocketChannel channel, Path data) {
        try {
            server.open(channel);
            log.info(
                    "console at {}/console/ and jobs at {}/jobs for the user in {}, metrics at {}/metrics",
                    url(),
                    url(),
                    CredentialsFile.of(data, Role.ADMIN.word()),
                    url());
        } catch (Exception e) {
            log.warn("no console: it does not start ({}); the broker goes on, --verbose tells more", reason(e));
            log.debug("the console does not start", e);
            // Else whoever connects would wait for an answer for ever.
            port.close();
        }
    }

    private static @Nullable String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Where it listens, with the real port. */
    HostPort listen() {
        return port.listen();
    }

    /** Where the pages are, without a slash at the end. */
    public String url() {
        return access.url(port.listen().port());
    }

    /** Has everybody who uses the console log in again, because the users or their passwords are others now. */
    public void endSessions() {
        server.endSessions();
    }

    /** Ends the pages. Idempotent; gives up waiting after {@link #STOP_LIMIT}. */
    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        thread.execute(this::stop);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("the console does not stop within {} s: it ends with this process", STOP_LIMIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            port.close();
        }
    }

    private void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            log.warn("the console did not stop in order: {}", e.getMessage(), e);
        }
    }
}
