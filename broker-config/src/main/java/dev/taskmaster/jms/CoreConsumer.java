package dev.taskmaster.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQInterruptedException;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.apache.activemq.artemis.jms.client.JMSExceptionHelper;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of the client below JMS, for which no message is of an unknown type. Its failures are those of JMS. It belongs
 * to the session's thread and ends with the session.
 */
final class CoreConsumer {

    /** Makes it. */
    interface Opening {
        ClientConsumer on(ClientSession core) throws ActiveMQException;
    }

    /** Has it give a message. */
    interface Receiving {
        @Nullable
        Message from(ClientConsumer consumer) throws ActiveMQException;
    }

    private final ClientConsumer consumer;

    private CoreConsumer(ClientConsumer consumer) {
        this.consumer = consumer;
    }

    /**
     * One in a session's transactions.
     *
     * @throws jakarta.jms.InvalidDestinationException if the queue does not exist
     * @throws jakarta.jms.JMSSecurityException if the user may not have it
     */
    static CoreConsumer open(Session session, Opening opening) throws JMSException {
        if (!(session instanceof ActiveMQSession artemis)) {
            throw new IllegalArgumentException("session must be one of Artemis, but is " + session);
        }
        try {
            return new CoreConsumer(opening.on(artemis.getCoreSession()));
        } catch (ActiveMQException e) {
            throw JMSExceptionHelper.convertFromActiveMQException(e);
        }
    }

    @Nullable
    Message receive(Receiving receiving) throws JMSException {
        try {
            return receiving.from(consumer);
        } catch (ActiveMQException e) {
            throw JMSExceptionHelper.convertFromActiveMQException(e);
        } catch (ActiveMQInterruptedException e) {
            throw JMSExceptionHelper.convertFromActiveMQException(e);
        }
    }

    void close() throws JMSException {
        try {
            consumer.close();
        } catch (ActiveMQException e) {
            throw JMSExceptionHelper.convertFromActiveMQException(e);
        }
    }
}
