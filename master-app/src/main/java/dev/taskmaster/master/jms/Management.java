package dev.taskmaster.master.jms;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker about itself and its queues by management messages (Artemis manual, Management), one question after the
 * other. Each commits the session. For one thread.
 */
final class Management implements AutoCloseable {

    /** The broker's own default name for the address of management. */
    private static final String ADDRESS = "activemq.management";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Hundreds of jobs may come and go: then it takes some attempts to find a moment at which none does. */
    private static final int MOST_ATTEMPTS = 10;

    private static final Duration AGAIN_AFTER = Duration.ofMillis(20);

    private final Session session;
    private final TemporaryQueue answers;
    private final MessageConsumer consumer;
    private final MessageProducer producer;

    private Management(Session session) throws JMSException {
        this.session = session;
        this.answers = session.createTemporaryQueue();
        this.consumer = session.createConsumer(answers);
        this.producer = session.createProducer(session.createQueue(ADDRESS));
    }

    /**
     * Opens the way there and back.
     *
     * @throws JMSException if the user may not manage or the connection is gone
     */
    static Management open(Session session) throws JMSException {
        return new Management(session);
    }

    /** Removes what a selector matches and no consumer has in hand, and tells how many messages that were. */
    long removeMessages(String queue, String selector) throws JMSException {
        return number(ofQueue(queue, "removeMessages", selector));
    }

    /** Removes all that no consumer has in hand, and tells how many messages that were. */
    long removeAllMessages(String queue) throws JMSException {
        return number(ofQueue(queue, "removeAllMessages"));
    }

    /** Has a queue give nothing out until it is resumed, also when the broker starts again. */
    void pause(String queue) throws JMSException {
        ofQueue(queue, "pause", true);
    }

    /** Has a queue give out again what it holds. */
    void resume(String queue) throws JMSException {
        ofQueue(queue, "resume");
    }

    /** Asks the broker itself for a text. */
    String text(String operation, Object... parameters) throws JMSException {
        return String.valueOf(call(ResourceNames.BROKER, operation, parameters));
    }

    /**
     * Asks the broker itself for one of its lists. It goes through them unguarded, and breaks off at a session, a consumer
     * or a queue that is just coming or going: then it is asked again.
     */
    String list(String operation, Object... parameters) throws JMSException {
        for (int attempt = 1; true; attempt++) {
            try {
                return text(operation, parameters);
            } catch (IllegalStateException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    private static void pause(int attempt) throws JMSException {
        try {
            TimeUnit.MILLISECONDS.sleep(AGAIN_AFTER.toMillis() * attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("is not asked again", e);
        }
    }

    /** Asks the broker itself for a number. */
    long number(String operation) throws JMSException {
        return number(call(ResourceNames.BROKER, operation));
    }

    private @Nullable Object ofQueue(String queue, String operation, Object... parameters) throws JMSException {
        return call(ResourceNames.QUEUE + queue, operation, parameters);
    }

    /**
     * Calls an operation of a resource.
     *
     * @throws JMSException if the broker refuses it or does not answer
     */
    private @Nullable Object call(String resource, String operation, Object... parameters) throws JMSException {
        producer.send(request(resource, operation, parameters));
        session.commit();
        var answer = consumer.receive(PATIENCE.toMillis());
        session.commit();
        if (answer == null) {
            throw new IllegalStateException("the broker's management does not answer");
        }
        try {
            var result = JMSManagementHelper.getResult(answer);
            if (JMSManagementHelper.hasOperationSucceeded(answer)) {
                return result;
            }
            throw refusal(String.valueOf(result));
        } catch (JMSException e) {
            throw e;
        } catch (Exception e) {
            throw failure("answered what cannot be read", e);
        }
    }

    private Message request(String resource, String operation, Object... parameters) throws JMSException {
        var request = session.createMessage();
        request.setJMSReplyTo(answers);
        try {
            JMSManagementHelper.putOperationInvocation(request, resource, operation, parameters);
        } catch (JMSException e) {
            throw e;
        } catch (Exception e) {
            throw failure("cannot be asked", e);
        }
        return request;
    }

    private static long number(@Nullable Object result) throws JMSException {
        if (result instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException("the broker's management answered " + result + " where a number is expected");
    }

    private static JMSException refusal(String reason) {
        return reason.contains("permission")
                ? new JMSSecurityException(reason)
                : new IllegalStateException("the broker's management says: " + reason);
    }

    private static JMSException failure(String what, Exception e) {
        var failure = new IllegalStateException("the broker's management " + what + ": " + e.getMessage());
        failure.initCause(e);
        return failure;
    }

    @Override
    public void close() throws JMSException {
        producer.close();
        consumer.close();
        answers.delete();
    }
}
