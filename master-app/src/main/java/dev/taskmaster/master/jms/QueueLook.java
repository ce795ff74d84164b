package dev.taskmaster.master.jms;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.JmsFailure;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many slots serve a queue. A worker's connection says how many it has, and has one consumer a slot, or two while its
 * tasks are so short that it listens for the next one ahead; a consumer of any other program counts as a slot. Who may not ask
 * the broker's management counts consumers alone. For one thread.
 */
final class QueueLook implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(QueueLook.class);

    /** Workers may come and go between two looks so that their consumers are as many as before. */
    private static final int MOST_ASKED = 20;

    private final BrokerConnection connection;
    private final Session session;
    private final QueueName queue;
    private final @Nullable JobName job;

    private @Nullable Management management;
    private boolean mayManage = true;

    /** The consumers that were counted last, and the slots that they were. */
    private int consumers;

    private int slots;
    private int asked;

    /**
     * A look that has seen nothing yet.
     *
     * @param job for whoever runs that job, or {@code null}
     */
    QueueLook(BrokerConnection connection, Session session, QueueName queue, @Nullable JobName job) {
        this.connection = connection;
        this.session = session;
        this.queue = queue;
        this.job = job;
    }

    int slots() {
        try {
            var queues = new JobQueues(session);
            if (job != null && Cancellation.goesOn(queues, job)) {
                throw new JobConflictException(
                        "job " + job + " was cancelled: its tasks and results are removed from the broker");
            }
            return slots(queues.consumers(Addresses.ofTasks(queue)));
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), "look at queue " + queue, e);
        }
    }

    /** The list of them costs more than their number; it is asked for when that changes, and now and then. */
    private int slots(int now) throws JMSException {
        asked++;
        if (now != consumers || asked >= MOST_ASKED) {
            slots = now == 0 || !mayManage ? now : listed(now);
            consumers = now;
            asked = 0;
        }
        return slots;
    }

    private int listed(int unlisted) throws JMSException {
        try {
            if (management == null) {
                management = Management.open(session);
            }
            return new BrokerLists(management).slots(Addresses.ofTasks(queue));
        } catch (JMSSecurityException e) {
            log.debug("consumers are counted, because the broker's management is not for this user", e);
            mayManage = false;
            return unlisted;
        } catch (IllegalStateException e) {
            // A job must not end because the broker cannot say this now; a lost connection is seen by the next look.
            log.debug("consumers are counted, because the broker's management does not tell", e);
            return unlisted;
        }
    }

    @Override
    public void close() {
        try (session) {
            if (management != null) {
                management.close();
            }
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), "leave queue " + queue, e);
        }
    }
}
