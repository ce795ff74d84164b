package dev.taskmaster.worker.jms;

import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.JmsFailure;
import dev.taskmaster.task.Reply;
import dev.taskmaster.worker.slot.AnswerChannel;
import dev.taskmaster.worker.slot.Delivery;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transacted session that only sends. Like its session, it belongs to one thread. */
final class JmsAnswerChannel implements AnswerChannel {

    private static final Logger log = LoggerFactory.getLogger(JmsAnswerChannel.class);

    private final BrokerConnection connection;
    private final Session session;
    private final Answers answers;

    private JmsAnswerChannel(BrokerConnection connection, Session session, KnownQueues known) throws JMSException {
        this.connection = connection;
        this.session = session;
        this.answers = new Answers(connection.settings(), session, known);
    }

    static JmsAnswerChannel open(BrokerConnection connection, KnownQueues known) throws JMSException {
        return new JmsAnswerChannel(connection, connection.transactedSession(), known);
    }

    @Override
    public void send(Delivery delivery, List<Reply> replies) {
        if (!(delivery instanceof JmsDelivery taken) || taken.replyTo() == null) {
            throw new IllegalArgumentException("not a delivery of this broker: " + delivery);
        }
        for (var reply : replies) {
            answers.send(taken.replyTo(), taken.correlationId(), reply);
        }
        try {
            session.commit();
        } catch (JMSException e) {
            answers.forgetQueues();
            if (JmsFailure.isFull(e)) {
                throw answers.full(e);
            }
            throw JmsFailure.inWorker(connection.settings(), "commit early answers", e);
        } catch (RuntimeException e) {
            throw JmsFailure.inWorker(connection.settings(), "commit early answers", e);
        }
    }

    @Override
    public void close() {
        if (!connection.lost()) {
            try {
                session.close();
            } catch (JMSException | RuntimeException e) {
                log.debug("closing a session failed: its connection is gone", e);
            }
        }
    }
}
