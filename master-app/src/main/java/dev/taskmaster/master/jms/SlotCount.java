package dev.taskmaster.master.jms;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.JmsFailure;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many slots serve a queue, as the broker counts their consumers: one a slot, or two while its tasks are so short that it
 * listens for the next one ahead. For one thread.
 */
public final class SlotCount implements IntSupplier, AutoCloseable {

    private final BrokerConnection connection;
    private final Session session;
    private final QueueName queue;
    private final @Nullable JobName job;

    SlotCount(BrokerConnection connection, Session session, QueueName queue) {
        this(connection, session, queue, null);
    }

    /** For whoever runs that job. */
    SlotCount(BrokerConnection connection, Session session, QueueName queue, @Nullable JobName job) {
        this.connection = connection;
        this.session = session;
        this.queue = queue;
        this.job = job;
    }

    @Override
    public int getAsInt() {
        try {
            var queues = new JobQueues(session);
            if (job != null && Cancellation.goesOn(queues, job)) {
                throw new JobConflictException(
                        "job " + job + " was cancelled: its tasks and results are removed from the broker");
            }
            return queues.consumers(Addresses.ofTasks(queue));
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), "look at queue " + queue, e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), "leave queue " + queue, e);
        }
    }
}
