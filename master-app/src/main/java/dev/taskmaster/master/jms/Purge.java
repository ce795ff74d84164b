package dev.taskmaster.master.jms;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import java.time.Duration;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;

/** Takes messages out of a queue without consuming them, by a management message (Artemis manual, Management). */
record Purge(Session session) {

    /** The broker's own default name for the address of management. */
    private static final String MANAGEMENT = "activemq.management";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * Removes what a selector matches and no consumer has in hand. Commits the session.
     *
     * @throws JMSException if the broker refuses it or does not answer
     */
    void remove(String queue, String selector) throws JMSException {
        var request = session.createMessage();
        try {
            JMSManagementHelper.putOperationInvocation(
                    request, ResourceNames.QUEUE + queue, "removeMessages", selector);
        } catch (JMSException e) {
            throw e;
        } catch (Exception e) {
            throw failure("cannot be asked", e);
        }
        var answers = session.createTemporaryQueue();
        try (var consumer = session.createConsumer(answers);
                var producer = session.createProducer(session.createQueue(MANAGEMENT))) {
            request.setJMSReplyTo(answers);
            producer.send(request);
            session.commit();
            var answer = consumer.receive(PATIENCE.toMillis());
            session.commit();
            if (answer == null) {
                throw new IllegalStateException("the broker's management does not answer");
            }
            if (!JMSManagementHelper.hasOperationSucceeded(answer)) {
                throw refusal(String.valueOf(JMSManagementHelper.getResult(answer)));
            }
        } catch (JMSException e) {
            throw e;
        } catch (Exception e) {
            throw failure("answered what cannot be read", e);
        }
        answers.delete();
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
}
