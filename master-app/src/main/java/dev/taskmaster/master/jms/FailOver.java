package dev.taskmaster.master.jms;

import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.TaskmasterException;
import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.ClientUrl;
import dev.taskmaster.jms.JmsFailure;
import dev.taskmaster.settings.ConnectionSettings;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to a pair of brokers, which is made anew with the one that serves when it is lost; the connection to a
 * single broker is not. What was not committed on the old one does not count, and whether a commit that was under way does, the
 * job's checkpoint tells. Safe for use by many threads.
 */
final class FailOver implements AutoCloseable {

    /** How long nobody may answer: a backup reads its journal first. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A fail-over takes some hundred milliseconds, and a few seconds on a busy machine. */
    static final Duration FIRST_PATIENCE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(FailOver.class);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Supplier<BrokerConnection> connecting;
    private BrokerConnection connection;
    private boolean closed;

    private FailOver(Supplier<BrokerConnection> connecting, BrokerConnection connection) {
        this.connecting = connecting;
        this.connection = connection;
    }

    /**
     * Connects for the first time. Whoever starts a job wants to hear soon that no broker runs, but the one of a pair that
     * died a moment ago is worth a short wait for the other.
     */
    static FailOver connect(ConnectionSettings settings, ClientUrl client) {
        Supplier<BrokerConnection> connecting = () -> BrokerConnection.open(settings, client);
        var patience = settings.isOfPair() ? FIRST_PATIENCE : Duration.ZERO;
        return new FailOver(connecting, retrying(connecting, patience));
    }

    /** Connects, again and again until somebody answers or that takes too long. */
    private static BrokerConnection retrying(Supplier<BrokerConnection> connecting, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return connecting.get();
            } catch (BrokerUnreachableException e) {
                if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    synchronized BrokerConnection connection() {
        return connection;
    }

    /** Does something that may be done twice, again on a new connection when the one before was lost meanwhile. */
    <T> T trying(Function<BrokerConnection, T> work) {
        while (true) {
            var used = connection();
            try {
                return work.apply(used);
            } catch (RuntimeException e) {
                renew(used, e);
            }
        }
    }

    /**
     * Has a connection again after something failed on the one before.
     *
     * @param used the one before; if somebody else has renewed it already, that is enough
     * @param failure thrown on unless it means that a pair has to be looked for again, or if nobody answers in time
     */
    synchronized void renew(BrokerConnection used, RuntimeException failure) {
        if (closed || !isLoss(used, failure)) {
            throw failure;
        }
        if (connection != used) {
            return;
        }
        log.info(
                "the connection to {} is lost: going on with the broker of the pair that answers",
                used.settings().url());
        used.close();
        try {
            connection = retrying(connecting, PATIENCE);
        } catch (BrokerUnreachableException e) {
            failure.addSuppressed(e);
            throw failure;
        }
        log.info("connected to {}", connection.settings().url());
    }

    private boolean isLoss(BrokerConnection used, RuntimeException failure) {
        if (!used.isOfPair()) {
            return false;
        }
        if (failure instanceof BrokerUnreachableException) {
            return !(failure.getCause() instanceof JMSException cause && JmsFailure.isFull(cause));
        }
        // The client throws some of its failures unchecked, such as that a call was broken off.
        return !(failure instanceof TaskmasterException) && used.lost();
    }

    /** Ends the connection, for good. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        connection.close();
    }
}
