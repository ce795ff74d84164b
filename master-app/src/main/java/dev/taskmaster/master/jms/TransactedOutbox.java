package dev.taskmaster.master.jms;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.JmsFailure;
import dev.taskmaster.jms.TaskMessages;
import dev.taskmaster.master.job.CheckpointBody;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.SubmitCheckpoint;
import dev.taskmaster.master.submit.TaskOutbox;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.task.Chunk;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.apache.activemq.artemis.api.core.ActiveMQQueueMaxConsumerLimitReached;

/** One session: task messages and the submit checkpoint in one transaction. For one thread. */
final class TransactedOutbox implements TaskOutbox {

    private final BrokerConnection connection;
    private final JobPlan plan;
    private final Session session;
    private final MessageProducer tasks;
    private final MessageProducer jobs;
    private final Destination replyTo;

    private TransactedOutbox(BrokerConnection connection, Session session, JobPlan plan) throws JMSException {
        this.connection = connection;
        this.plan = plan;
        this.session = session;
        this.tasks = session.createProducer(session.createQueue(Addresses.ofTasks(plan.queue())));
        this.jobs = session.createProducer(session.createQueue(Addresses.JOBS));
        this.replyTo = session.createQueue(Addresses.ofResults(plan.job()));
        tasks.setPriority(plan.priority());
    }

    static TransactedOutbox open(BrokerConnection connection, Session session, JobPlan plan) throws JMSException {
        var queues = new JobQueues(session);
        queues.ensureTasks(plan.queue());
        queues.ensureResults(plan.job());
        lock(session, queues, plan);
        return new TransactedOutbox(connection, session, plan);
    }

    /** The broker gives the lock's queue one consumer; it is gone with the session, however that ends. */
    private static void lock(Session session, JobQueues queues, JobPlan plan) throws JMSException {
        try {
            queues.ensureSubmitLock(plan.job());
            session.createConsumer(session.createQueue(JobQueues.submitLock(plan.job())));
        } catch (JMSException e) {
            if (e.getCause() instanceof ActiveMQQueueMaxConsumerLimitReached) {
                throw new JobConflictException(
                        "job " + plan.job()
                                + " is being submitted by another master: wait for it, or choose another job name",
                        e);
            }
            throw e;
        }
    }

    @Override
    public void send(Chunk chunk) {
        try {
            var message = TaskMessages.write(session, chunk);
            message.setJMSReplyTo(replyTo);
            tasks.send(message);
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), "send to " + Addresses.ofTasks(plan.queue()), e);
        }
    }

    @Override
    public void commit(SubmitCheckpoint checkpoint) {
        try {
            jobs.send(Checkpoints.write(session, Checkpoints.submitKey(plan.job()), CheckpointBody.encode(checkpoint)));
            session.commit();
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), "commit tasks to " + Addresses.ofTasks(plan.queue()), e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), "leave " + Addresses.ofTasks(plan.queue()), e);
        }
    }
}
