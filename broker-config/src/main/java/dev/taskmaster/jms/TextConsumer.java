package dev.taskmaster.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.time.Duration;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.FilterConstants;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQTextMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages from a queue, whatever is in them. Artemis' own consumer reads a body before its caller sees the type: a
 * body that is no text breaks the receiving, and comes again for ever, and the size that an object or a map claims is
 * made room for. Here only a text is read; a message with anything else is a {@link Message} without a body. It belongs to
 * the session's thread and ends with the session.
 */
public final class TextConsumer {

    private static final Logger log = LoggerFactory.getLogger(TextConsumer.class);

    /** A priority among consumers, not that of messages. */
    private static final int FIRST_ASKED = 1;

    private final CoreConsumer consumer;

    private TextConsumer(CoreConsumer consumer) {
        this.consumer = consumer;
    }

    /**
     * Takes from a queue in the session's transactions.
     *
     * @throws jakarta.jms.InvalidDestinationException if the queue does not exist
     * @throws jakarta.jms.JMSSecurityException if the user may not take from it
     */
    public static TextConsumer of(Session session, String queue) throws JMSException {
        return new TextConsumer(CoreConsumer.open(session, core -> core.createConsumer(queue)));
    }

    /**
     * The same for messages of a priority below one alone. The broker asks it before all others whether it takes a message:
     * else it would ask them all anew, in vain, for each message that this one does not take.
     *
     * @throws jakarta.jms.InvalidDestinationException if the queue does not exist
     */
    public static TextConsumer below(Session session, String queue, int priority) throws JMSException {
        return new TextConsumer(CoreConsumer.open(
                session,
                core -> core.createConsumer(
                        SimpleString.of(queue),
                        SimpleString.of(FilterConstants.ACTIVEMQ_PRIORITY + " < " + priority),
                        FIRST_ASKED,
                        false)));
    }

    /** Listens no more; what it took stays in the session's transaction. */
    public void close() throws JMSException {
        consumer.close();
    }

    /**
     * The next message, taken in the session's transaction, or {@code null} if none came in that time.
     *
     * @param wait zero for not at all
     * @throws JMSException if the connection is gone
     */
    public @Nullable Message receive(Duration wait) throws JMSException {
        return consumer.receive(core -> {
            var message = wait.isZero() ? core.receiveImmediate() : core.receive(Math.max(1, wait.toMillis()));
            if (message == null) {
                return null;
            }
            var read = read(message);
            message.acknowledge();
            return read;
        });
    }

    static Message read(ClientMessage message) throws ActiveMQException {
        if (message.getRoutingType() == null) {
            message.setRoutingType(RoutingType.ANYCAST);
        }
        if (message.getType() == ActiveMQTextMessage.TYPE) {
            try {
                return Texts.received(message);
            } catch (RuntimeException e) {
                log.debug("a text of {} bytes cannot be read", message.getBodySize(), e);
                return new ActiveMQMessage(message, null);
            }
        }
        return new ActiveMQMessage(message, null);
    }
}
