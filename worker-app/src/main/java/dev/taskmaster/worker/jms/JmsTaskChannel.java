package dev.taskmaster.worker.jms;

import dev.taskmaster.BrokerUnreachableException;
import dev.taskmaster.TaskmasterException;
import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.JmsFailure;
import dev.taskmaster.jms.TextConsumer;
import dev.taskmaster.worker.slot.Delivery;
import dev.taskmaster.worker.slot.TaskChannel;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transacted session with a consumer of the task queue and a place to send answers from. Like its session, it belongs
 * to one thread at a time.
 */
final class JmsTaskChannel implements TaskChannel {

    private static final Logger log = LoggerFactory.getLogger(JmsTaskChannel.class);

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final BrokerConnection connection;
    private final String address;
    private final Session session;
    private final TextConsumer consumer;
    private final Answers answers;

    private JmsTaskChannel(BrokerConnection connection, String address, Session session) throws JMSException {
        this.connection = connection;
        this.address = address;
        this.session = session;
        this.consumer = TextConsumer.of(session, address);
        this.answers = new Answers(connection.settings(), session);
    }

    /**
     * Opens one.
     *
     * @throws jakarta.jms.InvalidDestinationException if the queue does not exist
     */
    static JmsTaskChannel open(BrokerConnection connection, String address) throws JMSException {
        var session = connection.transactedSession();
        try {
            return new JmsTaskChannel(connection, address, session);
        } catch (JMSException | RuntimeException e) {
            closeQuietly(session);
            throw e;
        }
    }

    @Override
    public @Nullable Delivery receive(Duration wait) {
        try {
            var message = consumer.receive(wait.isZero() ? SHORTEST : wait);
            if (message != null) {
                return JmsDelivery.of(message, answers);
            }
        } catch (JMSException e) {
            throw failed("receive from " + address, e);
        } catch (RuntimeException e) {
            throw failed("receive from " + address, e);
        }
        if (connection.lost()) {
            // A consumer that is closed under its thread returns at once, with nothing.
            throw new BrokerUnreachableException(
                    "the connection to " + connection.settings().url() + " is lost");
        }
        return null;
    }

    @Override
    public void commit() {
        try {
            session.commit();
        } catch (JMSException e) {
            if (JmsFailure.isFull(e)) {
                throw answers.full(e);
            }
            throw failed("commit an answer", e);
        } catch (RuntimeException e) {
            throw failed("commit an answer", e);
        }
    }

    @Override
    public void rollback() {
        try {
            session.rollback();
        } catch (JMSException e) {
            throw failed("roll back", e);
        } catch (RuntimeException e) {
            throw failed("roll back", e);
        }
    }

    @Override
    public void close() {
        if (!connection.lost()) {
            closeQuietly(session);
        }
    }

    private TaskmasterException failed(String doing, JMSException e) {
        return JmsFailure.of(connection.settings(), doing, e);
    }

    /** The client throws some of its failures unchecked, such as that a call was broken off. */
    private TaskmasterException failed(String doing, RuntimeException e) {
        if (e instanceof TaskmasterException known) {
            return known;
        }
        return new BrokerUnreachableException(
                "the connection to the broker at " + connection.settings().url() + " failed (" + doing + ": " + e + ")",
                e);
    }

    private static void closeQuietly(Session session) {
        try {
            session.close();
        } catch (JMSException | RuntimeException e) {
            log.debug("closing a session failed: its connection is gone", e);
        }
    }
}
