package dev.taskmaster.worker.jms;

import dev.taskmaster.jms.JmsFailure;
import dev.taskmaster.jms.ReplyMessages;
import dev.taskmaster.jms.Texts;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.message.MalformedMessageException;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.task.Reply;
import dev.taskmaster.worker.slot.BrokerFullException;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import org.jspecify.annotations.Nullable;

/** Sends answers on one session. It belongs to the session's thread. */
final class Answers {

    private static final String RESULTS_OF_JOBS = Addresses.RESULTS + ".";

    /** Names a queue behind an address, which a person's access to the address does not cover by intent. */
    private static final String QUEUE_OF_ADDRESS = "::";

    private final ConnectionSettings settings;
    private final Session session;
    private final MessageProducer producer;
    private final KnownQueues known;

    Answers(ConnectionSettings settings, Session session, KnownQueues known) throws JMSException {
        this.settings = settings;
        this.session = session;
        this.known = known;
        this.producer = session.createProducer(null);
    }

    /**
     * The queue for an answer.
     *
     * @param asked the destination that the task names, or {@code null} for the default
     * @throws MalformedMessageException if a worker must not send there
     */
    Queue queue(@Nullable Destination asked, String defaultAddress) throws JMSException, MalformedMessageException {
        if (asked == null) {
            return known.queue(defaultAddress);
        }
        if (!(asked instanceof Queue queue)) {
            throw new MalformedMessageException("JMSReplyTo must be a queue, but is " + asked);
        }
        var name = queue.getQueueName();
        boolean results = name.equals(Addresses.RESULTS) || name.startsWith(RESULTS_OF_JOBS);
        if (name.contains(QUEUE_OF_ADDRESS) || !(results || queue instanceof TemporaryQueue)) {
            throw new MalformedMessageException(
                    "JMSReplyTo must be results, results.<job> or a temporary queue, but is " + name);
        }
        return known.queue(name, queue);
    }

    /** A queue that was answered to before may be gone: that comes out when the answer fails, and not what failed. */
    void forgetQueues() {
        known.forget();
    }

    boolean send(Queue queue, String correlationId, Reply reply) {
        return send(queue, correlationId, () -> ReplyMessages.write(session, reply));
    }

    boolean send(Queue queue, String correlationId, String result) {
        return send(queue, correlationId, () -> Texts.message(session, result));
    }

    BrokerFullException full(JMSException e) {
        return new BrokerFullException(
                "the broker at " + settings.url() + " has no room: its disk is full or a queue at its limit", e);
    }

    private interface Writing {
        Message write() throws JMSException;
    }

    private boolean send(Queue queue, String correlationId, Writing writing) {
        try {
            var message = writing.write();
            message.setJMSCorrelationID(correlationId);
            producer.send(queue, message);
            return true;
        } catch (InvalidDestinationException e) {
            return false;
        } catch (JMSException e) {
            forgetQueues();
            if (JmsFailure.isFull(e)) {
                throw full(e);
            }
            throw JmsFailure.inWorker(settings, "send an answer to " + queue, e);
        } catch (RuntimeException e) {
            throw JmsFailure.inWorker(settings, "send an answer to " + queue, e);
        }
    }
}
