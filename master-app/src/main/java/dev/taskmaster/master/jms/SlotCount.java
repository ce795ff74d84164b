package dev.taskmaster.master.jms;

import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.JmsFailure;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.task.QueueName;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.function.IntSupplier;

/** How many slots serve a queue: each slot of a worker is one consumer, and the broker counts them. For one thread. */
public final class SlotCount implements IntSupplier, AutoCloseable {

    private final BrokerConnection connection;
    private final Session session;
    private final QueueName queue;

    SlotCount(BrokerConnection connection, Session session, QueueName queue) {
        this.connection = connection;
        this.session = session;
        this.queue = queue;
    }

    @Override
    public int getAsInt() {
        try {
            return new JobQueues(session).consumers(Addresses.ofTasks(queue));
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
