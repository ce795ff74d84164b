package dev.taskmaster.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the messages of a queue, whatever is in them, and takes none. Artemis' own browser breaks off at the first
 * message of a type that it does not know; here that is a {@link Message} without a body, as with {@link TextConsumer}. It
 * belongs to the session's thread and ends with the session at the latest.
 */
public final class TextBrowser implements AutoCloseable {

    private final CoreConsumer consumer;

    private TextBrowser(CoreConsumer consumer) {
        this.consumer = consumer;
    }

    /**
     * Looks at a queue from its oldest message on.
     *
     * @param selector of their properties, or {@code null} for all; a header has another name for the broker than in JMS
     * @throws jakarta.jms.InvalidDestinationException if the queue does not exist
     * @throws jakarta.jms.JMSSecurityException if the user may not look at it
     */
    public static TextBrowser of(Session session, String queue, @Nullable String selector) throws JMSException {
        return new TextBrowser(CoreConsumer.open(session, core -> core.createConsumer(queue, selector, true)));
    }

    /**
     * The next message, or {@code null} at the end of the queue. A connection that is lost may look like the end: whoever
     * must know commits the session afterwards.
     *
     * @throws JMSException if the connection is gone
     */
    public @Nullable Message next() throws JMSException {
        return consumer.receive(core -> {
            var message = core.receiveImmediate();
            return message == null ? null : TextConsumer.read(message);
        });
    }

    @Override
    public void close() throws JMSException {
        consumer.close();
    }
}
