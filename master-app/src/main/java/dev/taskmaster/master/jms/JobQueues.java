package dev.taskmaster.master.jms;

import dev.taskmaster.message.Addresses;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import java.util.EnumSet;
import org.apache.activemq.artemis.api.core.ActiveMQAddressExistsException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.ActiveMQNonExistentQueueException;
import org.apache.activemq.artemis.api.core.ActiveMQQueueExistsException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;

/** Makes, counts and removes queues. JMS has no words for that, so it speaks to the session beneath. */
record JobQueues(ClientSession core) {

    JobQueues(Session session) {
        this(((ActiveMQSession) session).getCoreSession());
    }

    /** Makes a task queue if it does not exist, and tells whether it did not. */
    boolean ensureTasks(QueueName queue) throws JMSException {
        return create(durable(Addresses.ofTasks(queue)));
    }

    /** Makes the queue of a job's results if it does not exist. Only one may collect at a time. */
    void ensureResults(JobName job) throws JMSException {
        create(durable(Addresses.ofResults(job)).setMaxConsumers(1));
    }

    /** Makes the queue that only one submitter can hold; it vanishes with its holder. */
    void ensureSubmitLock(JobName job) throws JMSException {
        ensureHeld(submitLock(job));
    }

    /** Makes a queue that only one can hold; it vanishes with its holder. */
    void ensureHeld(String name) throws JMSException {
        create(vanishing(name).setMaxConsumers(1));
    }

    /** Makes the queue whose consumers are the jobs that share a task queue; it vanishes with the last of them. */
    void ensureSharing(String name) throws JMSException {
        create(vanishing(name));
    }

    /** Each priority has its own. */
    static String sharing(QueueName queue, int priority) {
        return Addresses.RESULTS + "." + queue + "." + priority + ".sharing";
    }

    private static QueueConfiguration vanishing(String name) {
        return QueueConfiguration.of(name)
                .setRoutingType(RoutingType.ANYCAST)
                .setDurable(false)
                .setAutoDelete(true);
    }

    static String submitLock(JobName job) {
        return Addresses.ofResults(job) + ".submit";
    }

    /** Deletes the queue of a job's results, and tells whether it was there. */
    boolean delete(JobName job) throws JMSException {
        return delete(Addresses.ofResults(job));
    }

    /** Deletes a task queue without tasks and without workers, and tells whether it was one. */
    boolean deleteUnusedTasks(QueueName queue) throws JMSException {
        try {
            var found = core.queueQuery(SimpleString.of(Addresses.ofTasks(queue)));
            return found.isExists()
                    && found.getConsumerCount() == 0
                    && found.getMessageCount() == 0
                    && delete(Addresses.ofTasks(queue));
        } catch (ActiveMQException e) {
            throw jms(e);
        }
    }

    private boolean delete(String name) throws JMSException {
        try {
            core.deleteQueue(name);
            return true;
        } catch (ActiveMQNonExistentQueueException e) {
            // Then that is done already.
            return false;
        } catch (ActiveMQException e) {
            throw jms(e);
        }
    }

    boolean exists(String queue) throws JMSException {
        try {
            return core.queueQuery(SimpleString.of(queue)).isExists();
        } catch (ActiveMQException e) {
            throw jms(e);
        }
    }

    int consumers(String queue) throws JMSException {
        try {
            return core.queueQuery(SimpleString.of(queue)).getConsumerCount();
        } catch (ActiveMQException e) {
            throw jms(e);
        }
    }

    long messages(String queue) throws JMSException {
        try {
            return core.queueQuery(SimpleString.of(queue)).getMessageCount();
        } catch (ActiveMQException e) {
            throw jms(e);
        }
    }

    private static QueueConfiguration durable(String name) {
        return QueueConfiguration.of(name)
                .setRoutingType(RoutingType.ANYCAST)
                .setDurable(true)
                .setAutoDelete(false);
    }

    private boolean create(QueueConfiguration queue) throws JMSException {
        try {
            if (core.queueQuery(queue.getName()).isExists()) {
                return false;
            }
            ensureAddress(queue.getName());
            core.createQueue(queue);
            return true;
        } catch (ActiveMQQueueExistsException e) {
            // Another master was faster: the queue is the same.
            return false;
        } catch (ActiveMQException e) {
            throw jms(e);
        }
    }

    /** Marked as made for its queue, so that it goes with it. */
    private void ensureAddress(SimpleString name) throws ActiveMQException {
        try {
            if (!core.addressQuery(name).isExists()) {
                core.createAddress(name, EnumSet.of(RoutingType.ANYCAST), true);
            }
        } catch (ActiveMQAddressExistsException e) {
            // Another master was faster.
            return;
        }
    }

    private static JMSException jms(ActiveMQException e) {
        var wrapped = e.getType() == ActiveMQExceptionType.SECURITY_EXCEPTION
                ? new JMSSecurityException(e.getMessage())
                : new IllegalStateException(e.getMessage());
        wrapped.initCause(e);
        return wrapped;
    }
}
