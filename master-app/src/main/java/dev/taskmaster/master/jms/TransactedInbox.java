package dev.taskmaster.master.jms;

import dev.taskmaster.JobConflictException;
import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.JmsFailure;
import dev.taskmaster.jms.ReplyMessages;
import dev.taskmaster.jms.TaskMessages;
import dev.taskmaster.jms.TextConsumer;
import dev.taskmaster.master.collect.Arrival;
import dev.taskmaster.master.collect.ResultInbox;
import dev.taskmaster.master.job.CheckpointBody;
import dev.taskmaster.master.job.CollectCheckpoint;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.message.MalformedMessageException;
import dev.taskmaster.message.PropertyNames;
import dev.taskmaster.task.Chunk;
import dev.taskmaster.task.Outcome;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQQueueMaxConsumerLimitReached;
import org.jspecify.annotations.Nullable;

/** One session: results, retries, dead letters and the collect checkpoint in one transaction. For one thread. */
final class TransactedInbox implements ResultInbox {

    /** How long a finished job is remembered, so that running it again by mistake is noticed. */
    static final Duration REMEMBERED = Duration.ofDays(30);

    private final BrokerConnection connection;
    private final JobPlan plan;
    private final Session session;
    private final TextConsumer results;
    private final MessageProducer tasks;
    private final MessageProducer jobs;
    private final MessageProducer deadLetters;
    private final Destination replyTo;
    private @Nullable Message received;

    private TransactedInbox(BrokerConnection connection, Session session, JobPlan plan, TextConsumer results)
            throws JMSException {
        this.connection = connection;
        this.plan = plan;
        this.session = session;
        this.results = results;
        this.tasks = session.createProducer(session.createQueue(Addresses.ofTasks(plan.queue())));
        this.jobs = session.createProducer(session.createQueue(Addresses.JOBS));
        this.deadLetters = session.createProducer(session.createQueue(Addresses.DEAD_LETTERS));
        this.replyTo = session.createQueue(Addresses.ofResults(plan.job()));
        tasks.setPriority(plan.priority());
    }

    static TransactedInbox open(BrokerConnection connection, Session session, JobPlan plan) throws JMSException {
        var queues = new JobQueues(session);
        queues.ensureTasks(plan.queue());
        queues.ensureResults(plan.job());
        try {
            var results = TextConsumer.of(session, Addresses.ofResults(plan.job()));
            return new TransactedInbox(connection, session, plan, results);
        } catch (JMSException e) {
            if (e.getCause() instanceof ActiveMQQueueMaxConsumerLimitReached) {
                throw new JobConflictException(
                        "job " + plan.job()
                                + " is being collected by another master: wait for it, or choose another job name",
                        e);
            }
            throw e;
        }
    }

    @Override
    public @Nullable Arrival receive(Duration wait) {
        try {
            var message = results.receive(wait);
            received = message;
            if (message == null) {
                if (connection.lost()) {
                    throw JmsFailure.lost(connection.settings());
                }
                return null;
            }
            try {
                return new Arrival.Answer(ReplyMessages.read(message));
            } catch (MalformedMessageException | MessageFormatException | IllegalArgumentException e) {
                return new Arrival.Stray(String.valueOf(e.getMessage()));
            }
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), "receive from " + Addresses.ofResults(plan.job()), e);
        }
    }

    @Override
    public void setAside(String why) {
        if (received == null) {
            throw new IllegalStateException("nothing was received that could be set aside");
        }
        try {
            deadLetters.send(SetAside.letter(session, plan.job(), received, why));
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), "send to " + Addresses.DEAD_LETTERS, e);
        }
    }

    @Override
    public void sendAgain(Chunk chunk, Duration delay) {
        try {
            tasks.setDeliveryDelay(delay.toMillis());
            var message = TaskMessages.write(session, chunk);
            message.setIntProperty(PropertyNames.AGAIN, chunk.count());
            message.setJMSReplyTo(replyTo);
            tasks.send(message);
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), "send to " + Addresses.ofTasks(plan.queue()), e);
        }
    }

    @Override
    public void deadLetter(Result failed) {
        if (!(failed.outcome() instanceof Outcome.Failed outcome)) {
            throw new IllegalArgumentException("only a failed task is a dead letter");
        }
        try {
            var chunk = new Chunk(
                    plan.job(), failed.index(), List.of(outcome.task()), failed.attempts(), plan.taskTimeout());
            var message = TaskMessages.write(session, chunk);
            message.setJMSReplyTo(replyTo);
            message.setStringProperty(PropertyNames.FAILED, outcome.reason().word() + ": " + outcome.briefMessage());
            deadLetters.send(message);
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), "send to " + Addresses.DEAD_LETTERS, e);
        }
    }

    @Override
    public void commit(CollectCheckpoint checkpoint) {
        try {
            if (checkpoint.finished()) {
                rememberForAWhile();
            }
            jobs.send(
                    Checkpoints.write(session, Checkpoints.collectKey(plan.job()), CheckpointBody.encode(checkpoint)));
            session.commit();
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), "acknowledge results of job " + plan.job(), e);
        }
    }

    /** From here on what is written about the job vanishes by itself after some time, the submit checkpoint too. */
    private void rememberForAWhile() throws JMSException {
        jobs.setTimeToLive(REMEMBERED.toMillis());
        var submitted = Checkpoints.read(session, plan.job()).submitted();
        if (submitted != null) {
            jobs.send(Checkpoints.write(session, Checkpoints.submitKey(plan.job()), CheckpointBody.encode(submitted)));
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), "leave " + Addresses.ofResults(plan.job()), e);
        }
    }
}
