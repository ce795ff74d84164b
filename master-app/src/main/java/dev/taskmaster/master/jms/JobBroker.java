package dev.taskmaster.master.jms;

import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.ClientUrl;
import dev.taskmaster.jms.JmsFailure;
import dev.taskmaster.master.collect.ResultInbox;
import dev.taskmaster.master.job.CheckpointBody;
import dev.taskmaster.master.job.CollectCheckpoint;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.SubmitCheckpoint;
import dev.taskmaster.master.submit.TaskOutbox;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.message.PropertyNames;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import jakarta.jms.JMSException;
import jakarta.jms.Session;

/**
 * A broker as a job needs it: its checkpoints, its queues, the way out and the way back. Safe for use by many threads;
 * what it opens belongs to one thread each and ends with it.
 */
public final class JobBroker implements AutoCloseable {

    private final BrokerConnection connection;

    private JobBroker(BrokerConnection connection) {
        this.connection = connection;
    }

    /**
     * Connects and logs in.
     *
     * @throws dev.taskmaster.BrokerUnreachableException if no broker answers
     * @throws dev.taskmaster.AccessRefusedException if it refuses the user or the password
     */
    public static JobBroker connect(ConnectionSettings settings) {
        return new JobBroker(
                BrokerConnection.open(settings, new ClientUrl(ClientUrl.PREFETCH_MUCH, ClientUrl.DEFAULT_TTL)));
    }

    /** Reads where a job stands. */
    public Checkpoints checkpoints(JobName job) {
        return inSession("read " + Addresses.JOBS, session -> {
            var checkpoints = Checkpoints.read(session, job);
            // A browser takes a lost connection for the end of the queue; this does not.
            session.commit();
            return checkpoints;
        });
    }

    /** Writes both checkpoints anew: the job stands at its beginning. */
    public void reset(SubmitCheckpoint submitted, CollectCheckpoint collected) {
        var job = collected.job();
        inSession("reset job " + job, session -> {
            try (var jobs = session.createProducer(session.createQueue(Addresses.JOBS))) {
                jobs.send(Checkpoints.write(session, Checkpoints.submitKey(job), CheckpointBody.encode(submitted)));
                jobs.send(Checkpoints.write(session, Checkpoints.collectKey(job), CheckpointBody.encode(collected)));
                session.commit();
            }
            return job;
        });
    }

    /**
     * Opens the way to the job's task queue, which is made if it does not exist, and to the place of its results.
     *
     * @throws dev.taskmaster.JobConflictException if another master is submitting the job
     */
    public TaskOutbox outbox(JobPlan plan) {
        return inNewSession(
                "submit to queue " + plan.queue(), session -> TransactedOutbox.open(connection, session, plan));
    }

    /**
     * Opens the job's results.
     *
     * @throws dev.taskmaster.JobConflictException if another master is collecting them
     */
    public ResultInbox inbox(JobPlan plan) {
        return inNewSession("collect job " + plan.job(), session -> TransactedInbox.open(connection, session, plan));
    }

    /** Counts the slots of all workers that serve a queue. */
    public SlotCount slotCount(QueueName queue) {
        return inNewSession("look at queue " + queue, session -> new SlotCount(connection, session, queue));
    }

    /** Removes the queues of a job that is over; its checkpoints stay for a while. */
    public void removeQueues(JobName job) {
        inSession("delete the queues of job " + job, session -> new JobQueues(session).delete(job));
    }

    /**
     * Makes a task queue, so that workers can connect to it before there are tasks.
     *
     * @return whether it did not exist
     */
    public boolean makeQueue(QueueName queue) {
        return inSession("make queue " + queue, session -> new JobQueues(session).ensureTasks(queue));
    }

    /** Removes a task queue that is empty and that nobody serves; any other stays. */
    public void removeUnusedQueue(QueueName queue) {
        inSession("delete queue " + queue, session -> new JobQueues(session).deleteUnusedTasks(queue));
    }

    /**
     * Takes back the tasks of a job that no worker has in hand.
     *
     * @return how many tasks' messages its queue still holds, those in hand and those of other jobs
     */
    public long withdraw(JobPlan plan) {
        return inSession("withdraw job " + plan.job(), session -> {
            new Purge(session).remove(Addresses.ofTasks(plan.queue()), ofJob(plan));
            return new JobQueues(session).messages(Addresses.ofTasks(plan.queue()));
        });
    }

    private static String ofJob(JobPlan plan) {
        return PropertyNames.JOB + " = '" + plan.job() + "'";
    }

    /**
     * Removes everything that the broker holds of a job that nobody runs: its waiting tasks, its results, its dead letters
     * and its checkpoints. What a worker has in hand is not waited for.
     */
    public void forget(JobPlan plan) {
        inSession("remove job " + plan.job(), session -> {
            var purge = new Purge(session);
            purge.remove(Addresses.ofTasks(plan.queue()), ofJob(plan));
            purge.remove(Addresses.DEAD_LETTERS, ofJob(plan));
            purge.remove(Addresses.JOBS, Checkpoints.ofJob(plan.job()));
            return new JobQueues(session).delete(plan.job());
        });
    }

    /** Ends the connection; what was not committed does not count. Idempotent. */
    @Override
    public void close() {
        connection.close();
    }

    private interface Use<T> {
        T of(Session session) throws JMSException;
    }

    private <T> T inSession(String doing, Use<T> use) {
        try (var session = connection.transactedSession()) {
            return use.of(session);
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), doing, e);
        }
    }

    /** The session lives as long as what is made of it; it is closed here only when that fails. */
    private <T> T inNewSession(String doing, Use<T> use) {
        try {
            var session = connection.transactedSession();
            try {
                return use.of(session);
            } catch (JMSException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (JMSException e) {
            throw JmsFailure.of(connection.settings(), doing, e);
        }
    }
}
