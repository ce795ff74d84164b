package dev.taskmaster.worker.jms;

import dev.taskmaster.AccessRefusedException;
import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.ClientUrl;
import dev.taskmaster.jms.JmsFailure;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.message.WorkerClientId;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.task.Backoff;
import dev.taskmaster.worker.ConnectionSource;
import dev.taskmaster.worker.ServedQueues;
import dev.taskmaster.worker.slot.AnswerChannel;
import dev.taskmaster.worker.slot.LowerRest;
import dev.taskmaster.worker.slot.TaskChannel;
import dev.taskmaster.worker.slot.TaskChannels;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's link to its broker: one connection for all slots, made anew for ever when it is lost. One slot connects
 * while the others wait for it. A loss is told once, and so is its end. Safe for use by many threads.
 */
public final class BrokerLink implements TaskChannels {

    /** Quick enough to be there when a broker comes back, slow enough for a broker that many workers wait for. */
    static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2), 2, 0.3);

    /** The other one of a pair serves in a moment, and the results of a job wait for it. */
    static final Backoff BACKOFF_OF_PAIR = new Backoff(Duration.ofMillis(100), Duration.ofMillis(400), 2, 0.3);

    /** Few workers wait for a broker of their own machine, and a master that starts there is to find them at once. */
    static final Backoff BACKOFF_NEAR = new Backoff(Duration.ofMillis(100), Duration.ofMillis(300), 2, 0.3);

    private static final Logger log = LoggerFactory.getLogger(BrokerLink.class);

    private final ConnectionSource source;
    private final ClientUrl client;
    private final Supplier<WorkerClientId> clientId;
    private final ServedQueues queues;
    private final List<LowerRest> rests;
    private final Consumer<Duration> pause;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();

    /** Those of the connection. */
    private volatile KnownQueues answered = new KnownQueues();

    /** These five are guarded by the lock; the connection alone is also read by {@link #close()}. */
    private volatile @Nullable BrokerConnection connection;

    private int failures;
    private String told = "";
    private List<String> toldMissing = List.of();
    private @Nullable AccessRefusedException refused;

    private volatile boolean closed;

    /**
     * A link that has not connected yet.
     *
     * @param source tells where the broker is
     * @param client the client's part of the URL
     * @param clientId makes the id of a connection; each has its own, because the broker may still hold the one before
     * @param queues the task queues to take from
     * @param pause waits for that time, or until the worker is to stop
     * @param random spreads the attempts to connect
     */
    public BrokerLink(
            ConnectionSource source,
            ClientUrl client,
            Supplier<WorkerClientId> clientId,
            ServedQueues queues,
            Consumer<Duration> pause,
            RandomGenerator random) {
        this.source = source;
        this.client = client;
        this.clientId = clientId;
        this.queues = queues;
        this.rests = queues.names().stream().map(name -> new LowerRest()).toList();
        this.pause = pause;
        this.random = random;
    }

    @Override
    public @Nullable TaskChannel open() {
        lock.lock();
        try {
            if (closed) {
                return null;
            }
            if (refused != null) {
                // Once is enough: the broker warns of each.
                throw refused;
            }
            var open = connection();
            if (open == null) {
                waitALittle();
                return null;
            }
            try {
                var channel = JmsTaskChannel.open(open, queues, rests, answered);
                connected(open);
                tellMissing(open, channel.missing());
                return channel;
            } catch (InvalidDestinationException e) {
                tell(missing(open, addresses()) + ": waiting for "
                        + (queues.names().size() == 1 ? "it" : "them"));
            } catch (JMSException e) {
                if (JmsFailure.isRefusal(e)) {
                    throw JmsFailure.inWorker(open.settings(), "take tasks from " + String.join(", ", addresses()), e);
                }
                log.debug("no session on the connection to {}", open.settings().url(), e);
                // Not every end of a connection is seen before somebody wants to use it.
                lose(open);
            } catch (RuntimeException e) {
                // The client throws some of its failures unchecked, such as that a call was broken off.
                log.debug("no session on the connection to {}", open.settings().url(), e);
                lose(open);
            }
            waitALittle();
            return null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable AnswerChannel openAnswers() {
        var current = connection;
        if (closed || current == null || current.lost()) {
            return null;
        }
        try {
            return JmsAnswerChannel.open(current, answered);
        } catch (JMSException e) {
            throw JmsFailure.inWorker(current.settings(), "answer early", e);
        } catch (RuntimeException e) {
            throw JmsFailure.inWorker(current.settings(), "answer early", e);
        }
    }

    /** Whether there is a connection to the broker at this moment. */
    public boolean isConnected() {
        var current = connection;
        return current != null && !current.lost();
    }

    /**
     * A new channel for reports, or {@code null} if there is no connection now.
     *
     * @throws JMSException if the connection is gone
     */
    @Nullable
    JmsReportChannel openReports() throws JMSException {
        var current = connection;
        return closed || current == null || current.lost() ? null : JmsReportChannel.open(current);
    }

    private @Nullable BrokerConnection connection() {
        var current = connection;
        if (current != null && !current.lost()) {
            return current;
        }
        if (current != null) {
            lose(current);
        }
        var settings = source.current();
        if (settings.isEmpty()) {
            tell("waiting for " + source.missing());
            return null;
        }
        try {
            var fresh =
                    BrokerConnection.open(settings.get(), client, clientId.get().text());
            answered = new KnownQueues();
            connection = fresh;
            if (closed) {
                drop();
            }
            return connection;
        } catch (AccessRefusedException e) {
            refused = e;
            throw e;
        } catch (BrokerUnreachableException e) {
            log.debug("cannot connect", e);
            tell("no broker answers at " + settings.get().url() + ": waiting for it");
            return null;
        }
    }

    private void lose(BrokerConnection gone) {
        tell("the connection to " + gone.settings().url() + " is lost: connecting again until it answers");
        drop();
    }

    private void connected(BrokerConnection open) {
        failures = 0;
        if (!told.equals(connectedTo(open))) {
            told = connectedTo(open);
            log.info("{}", told);
        }
    }

    private void tellMissing(BrokerConnection open, List<String> missing) {
        if (!missing.equals(toldMissing) && !missing.isEmpty()) {
            log.info("{}: the others are served until then", missing(open, missing));
        }
        toldMissing = missing;
    }

    private static String missing(BrokerConnection open, List<String> addresses) {
        return (addresses.size() == 1
                        ? "the queue " + addresses.get(0) + " does not"
                        : "the queues " + String.join(", ", addresses) + " do not")
                + " exist yet at " + open.settings().url();
    }

    private List<String> addresses() {
        return queues.names().stream().map(Addresses::ofTasks).toList();
    }

    private static String connectedTo(BrokerConnection open) {
        return "connected to " + open.settings().url() + " as "
                + open.settings().user();
    }

    /** While connecting fails for one reason, it is told once. */
    private void tell(String what) {
        if (!told.equals(what)) {
            told = what;
            log.info("{}", what);
        }
    }

    private void waitALittle() {
        failures++;
        var backoff = source.current().map(BrokerLink::backoff).orElse(BACKOFF_NEAR);
        pause.accept(backoff.delay(failures, random));
    }

    private static Backoff backoff(ConnectionSettings settings) {
        if (settings.isOfPair()) {
            return BACKOFF_OF_PAIR;
        }
        return settings.isLoopback() ? BACKOFF_NEAR : BACKOFF;
    }

    private void drop() {
        var current = connection;
        connection = null;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        var current = connection;
        if (current != null) {
            current.close();
        }
    }
}
