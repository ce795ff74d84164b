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
 * tasks are so short that it listens for the next one ahead; a consumer of any other program counts as a slot. Where
 * consumers are many, the slots of all workers are taken for those of this queue, as far as its consumers allow that. Who may
 * not ask the broker's management counts consumers alone. For one thread.
 */
final class QueueLook implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(QueueLook.class);

    /** Beyond so many consumers their workers alone are listed, which are fewer. */
    static final int MOST_LISTED = 200;

    private final BrokerConnection connection;
    private final Session session;
    private final QueueName queue;
    private final @Nullable JobName job;

    private final KnownSlots known = new KnownSlots();

    private @Nullable Management management;
    private boolean mayManage = true;

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

    /**
     * Looks.
     *
     * @param masters that do, this one included
     */
    int slots(int masters) {
        try {
            var queues = new JobQueues(session);
            if (job != null && Cancellation.goesOn(queues, job)) {
                throw new JobConflictException(
                        "job " + job + " was cancelled: its tasks and results are removed from the broker");
            }
            return slots(queues.consumers(Addresses.ofTasks(queue)), masters);
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), "look at queue " + queue, e);
        }
    }

    private int slots(int consumers, int masters) throws JMSException {
        if (!mayManage) {
            return consumers;
        }
        if (consumers == 0) {
            known.none();
            return 0;
        }
        return known.wantsList(consumers, masters, System.nanoTime()) ? listed(consumers) : known.slots(consumers);
    }

    private int listed(int consumers) throws JMSException {
        try {
            if (management == null) {
                management = Management.open(session);
            }
            var lists = new BrokerLists(management);
            int listed = consumers > MOST_LISTED ? lists.slotsOfAll() : lists.slots(Addresses.ofTasks(queue));
            known.listed(consumers, listed, System.nanoTime());
            return consumers > MOST_LISTED ? known.slots(consumers) : listed;
        } catch (JMSSecurityException e) {
            log.debug("consumers are counted, because the broker's management is not for this user", e);
            mayManage = false;
            return consumers;
        } catch (IllegalStateException e) {
            // A job must not end because the broker cannot say this now; a lost connection is seen by the next look.
            log.debug("consumers are counted, because the broker's management does not tell", e);
            return consumers;
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
