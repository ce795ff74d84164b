package dev.taskmaster.master.jms;

import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.JmsFailure;
import dev.taskmaster.master.job.JobPlan;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import org.jspecify.annotations.Nullable;

/**
 * A job's place among those that share the slots of a task queue, at one broker. Those of one priority meet at a queue through
 * which nothing is sent: the broker counts who listens there, and forgets whoever is gone, however that happened. For one
 * thread.
 */
final class SharingPlace implements AutoCloseable {

    private final BrokerConnection connection;
    private final Session session;
    private final JobPlan plan;
    private final String meeting;
    private @Nullable MessageConsumer place;

    SharingPlace(BrokerConnection connection, Session session, JobPlan plan) {
        this.connection = connection;
        this.session = session;
        this.plan = plan;
        this.meeting = JobQueues.sharing(plan.queue(), plan.priority());
    }

    int jobs(boolean takesPart) {
        try {
            var queues = new JobQueues(session);
            if (takesPart) {
                enter(queues);
            } else {
                leave();
            }
            return Math.max(1, queues.consumers(meeting) + (place == null ? 1 : 0));
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), "share queue " + plan.queue(), e);
        }
    }

    private void enter(JobQueues queues) throws JMSException {
        if (place == null) {
            queues.ensureSharing(meeting);
            try {
                place = session.createConsumer(session.createQueue(meeting));
            } catch (InvalidDestinationException e) {
                // It vanished with the last one there; the next look makes it anew.
                place = null;
            }
        }
    }

    private void leave() throws JMSException {
        if (place != null) {
            place.close();
            place = null;
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), "leave queue " + plan.queue(), e);
        }
    }
}
