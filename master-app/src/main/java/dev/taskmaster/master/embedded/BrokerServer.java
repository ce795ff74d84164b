package dev.taskmaster.master.embedded;

import dev.taskmaster.InvalidUseException;
import dev.taskmaster.master.admin.TaskCounts;
import dev.taskmaster.master.tls.BrokerTls;
import dev.taskmaster.settings.HostPort;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.activemq.artemis.core.config.MetricsConfiguration;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Artemis' server from its start, which really checks that it serves, to its stop, which does not last for ever. */
final class BrokerServer {

    /** The longest wait for a stop: Artemis itself waits up to 10 s for threads that still run. */
    static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private static final Logger log = LoggerFactory.getLogger(BrokerServer.class);

    /** The longest wait for what of the start goes on in the background: reading a large journal is not part of it. */
    private static final Duration ACTIVATION_LIMIT = Duration.ofSeconds(30);

    /** Between two looks at what a start comes to. */
    private static final Duration LOOK = Duration.ofMillis(20);

    private final ActiveMQServer server;
    private final HostPort listen;
    private final @Nullable HostPort stomp;
    private final CompositeMeterRegistry meters;
    private final TaskCounts tasks;
    private final Changes changes;

    private BrokerServer(
            ActiveMQServer server,
            HostPort listen,
            @Nullable HostPort stomp,
            CompositeMeterRegistry meters,
            TaskCounts tasks,
            Changes changes) {
        this.server = server;
        this.listen = listen;
        this.stomp = stomp;
        this.meters = meters;
        this.tasks = tasks;
        this.changes = changes;
    }

    /**
     * Starts and returns when clients can connect; one of a pair also when it waits, because the other one serves or is to
     * serve first.
     *
     * @param data the data directory, which this process holds
     * @param tls what it speaks TLS with, or null if it does not
     * @throws InvalidUseException if it does not come so far; everything is stopped again then
     */
    static BrokerServer start(Path data, EmbeddedSettings settings, @Nullable BrokerTls tls) {
        var server = create(data, settings, tls);
        var meters = new CompositeMeterRegistry();
        var tasks = new TaskCounts();
        if (settings.metered()) {
            var metrics = new MetricsConfiguration().setPlugin(new MeterPlugin(meters));
            server.getConfiguration().setMetricsConfiguration(metrics);
            server.registerBrokerPlugin(new TaskCounting(tasks));
        }
        var changes = new Changes();
        if (settings.pair() != null) {
            server.registerBrokerPlugin(changes);
        }
        var failure = new AtomicReference<Throwable>();
        server.registerActivationFailureListener(failure::set);
        server.registerIOCriticalErrorListener((error, message, file) -> log.error(
                "the broker stops because its data in {} cannot be written ({}): check the disk, then start again",
                data,
                error == null ? message : error.getMessage()));
        try {
            server.start();
            if (settings.pair() != null && waitsForItsTurn(server, failure)) {
                return new BrokerServer(server, settings.listen(), settings.stomp(), meters, tasks, changes);
            }
            // Artemis reports most failures to the listener alone and counts as started all the same.
            if (failure.get() == null && server.waitForActivation(ACTIVATION_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                var listen = realPlace(server, BrokerConfiguration.ACCEPTOR, settings.listen());
                var stomp = realPlace(server, StompAcceptor.NAME, settings.stomp());
                if (server.isActive() && listen != null && (stomp != null || settings.stomp() == null)) {
                    return new BrokerServer(server, listen, stomp, meters, tasks, changes);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.set(e);
        } catch (Exception e) {
            failure.set(e);
        }
        stop(server);
        throw explain(data, settings, failure.get());
    }

    /** Whether it has found that the other one serves, or is to serve first. */
    private static boolean waitsForItsTurn(ActiveMQServer server, AtomicReference<Throwable> failure)
            throws InterruptedException {
        long deadline = System.nanoTime() + ACTIVATION_LIMIT.toNanos();
        while (!server.isActive() && failure.get() == null && System.nanoTime() < deadline) {
            // A primary becomes a backup in the course of its start when it finds the other one serving.
            if (server.getHAPolicy() != null && server.getHAPolicy().isBackup()) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
        return false;
    }

    /** Where an acceptor listens, with its real port; null if it does not. */
    private static @Nullable HostPort realPlace(ActiveMQServer server, String name, @Nullable HostPort wanted) {
        var acceptor = server.getRemotingService().getAcceptor(name);
        return wanted == null || acceptor == null || acceptor.getActualPort() <= 0
                ? null
                : wanted.withPort(acceptor.getActualPort());
    }

    private static ActiveMQServer create(Path data, EmbeddedSettings settings, @Nullable BrokerTls tls) {
        try {
            var embedded = new EmbeddedActiveMQ();
            var pair = settings.pair() == null ? null : PairXml.of(data, settings, settings.pair());
            var configuration = BrokerConfiguration.read(data, settings.listen(), settings.stomp(), pair);
            GuardedNettyAcceptorFactory.configure(configuration, tls);
            embedded.setConfiguration(configuration);
            embedded.setSecurityManager(
                    new ActiveMQJAASSecurityManager(FileRealm.NAME, new FileRealm(UserFiles.directory(data))));
            // Else it looks for broker.properties on the class path, which fails inside a jar.
            embedded.setPropertiesResourcePath(null);
            embedded.createActiveMQServer();
            return embedded.getActiveMQServer();
        } catch (InvalidUseException e) {
            throw e;
        } catch (Exception e) {
            throw explain(data, settings, e);
        }
    }

    HostPort listen() {
        return listen;
    }

    @Nullable
    HostPort stomp() {
        return stomp;
    }

    CompositeMeterRegistry meters() {
        return meters;
    }

    TaskCounts tasks() {
        return tasks;
    }

    /** Has it told and kept how it stands in its pair from now on. */
    PairWatch watch(Pair pair, LastStanding last) {
        return PairWatch.start(server, pair.peer(), changes, last);
    }

    boolean isActive() {
        return server.isActive();
    }

    /**
     * Has everybody log in anew by the users' files as they are now: remembered logins do not count any more, and a
     * connection whose user or password is not valid any more is closed. What it had not committed is rolled back.
     */
    void checkLogins() {
        var control = server.getActiveMQServerControl();
        control.clearAuthenticationCache();
        control.clearAuthorizationCache();
        var refused = new TreeMap<String, String>();
        for (var session : server.getSessions()) {
            var connection = session.getConnectionID().toString();
            if (session.getUsername() != null && !refused.containsKey(connection) && !isStillValid(session)) {
                refused.put(connection, session.getUsername());
            }
        }
        refused.forEach((connection, user) -> {
            log.info("a connection of user {} is closed: its password is not valid any more", user);
            control.closeConnectionWithID(connection);
        });
    }

    private boolean isStillValid(ServerSession session) {
        try {
            server.getSecurityStore()
                    .authenticate(session.getUsername(), session.getPassword(), session.getRemotingConnection());
            return true;
        } catch (Exception e) {
            log.debug("user {} is refused now", session.getUsername(), e);
            return false;
        }
    }

    /** Stops it; whether it really did in time. Idempotent. */
    boolean close() {
        return stop(server);
    }

    private static boolean stop(ActiveMQServer server) {
        var stopping = new Thread(
                () -> {
                    try {
                        server.stop();
                    } catch (Exception e) {
                        log.warn("the broker did not stop in order: {}", e.getMessage(), e);
                    }
                },
                "broker-stop");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopping.isAlive()) {
            log.warn(
                    "the broker does not stop within {} s: its data stays locked until this process ends",
                    STOP_LIMIT.toSeconds());
        }
        return !stopping.isAlive();
    }

    private static InvalidUseException explain(Path data, EmbeddedSettings settings, @Nullable Throwable failure) {
        boolean ofStomp = false;
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            // Artemis names the acceptor in the exception around that of the system.
            ofStomp |= String.valueOf(cause.getMessage()).contains("acceptor " + StompAcceptor.NAME);
            if (cause instanceof BindException || cause instanceof UnresolvedAddressException) {
                return ofStomp && settings.stomp() != null
                        ? ListenAddress.refused(settings.stomp(), ListenAddress.STOMP, (Exception) cause)
                        : ListenAddress.refused(settings.listen(), ListenAddress.LISTEN, (Exception) cause);
            }
        }
        var reason = failure == null
                ? "it does not listen on " + settings.listen()
                        + (settings.stomp() == null ? "" : " and " + settings.stomp())
                : "" + failure.getMessage();
        return new InvalidUseException(
                "the broker on data directory " + data + " does not start (" + reason
                        + "): its log tells more; in another data directory it starts afresh",
                failure);
    }
}
