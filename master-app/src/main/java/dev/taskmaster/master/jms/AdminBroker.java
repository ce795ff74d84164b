package dev.taskmaster.master.jms;

import dev.taskmaster.NotFoundException;
import dev.taskmaster.jms.BrokerConnection;
import dev.taskmaster.jms.ClientUrl;
import dev.taskmaster.master.admin.FailedList;
import dev.taskmaster.master.admin.JobList;
import dev.taskmaster.master.admin.JobState;
import dev.taskmaster.master.admin.Overview;
import dev.taskmaster.master.admin.QueueList;
import dev.taskmaster.master.admin.WorkerList;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A broker as its operator needs it: what it holds, who is connected, and a hand on its task queues. Everything is asked of
 * the broker at the moment of the call; nothing is taken from a queue by looking. Safe for use by many threads.
 */
public final class AdminBroker implements AutoCloseable {

    /** So the broker's word begins for how it is one of a pair. */
    private static final String REPLICATION = "Replication";

    private final BrokerConnection connection;
    private final Sessions sessions;

    private AdminBroker(BrokerConnection connection) {
        this.connection = connection;
        this.sessions = new Sessions(connection);
    }

    /**
     * Connects and logs in.
     *
     * @throws dev.taskmaster.BrokerUnreachableException if no broker answers
     * @throws dev.taskmaster.AccessRefusedException if it refuses the user or the password
     */
    public static AdminBroker connect(ConnectionSettings settings) {
        return new AdminBroker(
                BrokerConnection.open(settings, new ClientUrl(ClientUrl.PREFETCH_MUCH, ClientUrl.DEFAULT_TTL)));
    }

    /**
     * The same under a client id, by which it finds itself among the connections.
     *
     * @param clientId unique among the connections of the broker
     */
    public static AdminBroker connect(ConnectionSettings settings, String clientId) {
        return new AdminBroker(BrokerConnection.open(
                settings, new ClientUrl(ClientUrl.PREFETCH_MUCH, ClientUrl.DEFAULT_TTL), clientId));
    }

    /**
     * When a connection was made, by the broker's clock.
     *
     * @param clientId of the connection
     */
    public Optional<Instant> connectedAt(String clientId) {
        return asking("look at the connections", lists -> lists.connectedAt(clientId));
    }

    /** Taskmaster's queues. */
    public QueueList queues() {
        return asking("look at the queues", BrokerLists::queues);
    }

    /** Who serves task queues. */
    public WorkerList workers() {
        return asking("look at the workers", BrokerLists::workers);
    }

    /** Where each job stands. */
    public JobList jobs() {
        return sessions.inSession("look at the jobs", AdminBroker::jobs);
    }

    private static JobList jobs(Session session) throws JMSException {
        var all = Checkpoints.readAll(session);
        // A browser takes a lost connection for the end of the queue; this does not.
        session.commit();
        return new JobList(all.entrySet().stream()
                .map(job -> JobState.of(
                        job.getKey(), job.getValue().submitted(), job.getValue().collected()))
                .toList());
    }

    /** The oldest failed tasks, of one job or of all. */
    public FailedList failed(@Nullable JobName job, int limit) {
        return sessions.inSession("look at the failed tasks", session -> {
            var failed = new DeadLetters(session).browse(job, limit);
            session.commit();
            return failed;
        });
    }

    /** All of it at a glance. */
    public Overview overview() {
        return sessions.inSession("look at the broker", session -> {
            var jobs = jobs(session);
            try (var management = Management.open(session)) {
                var lists = new BrokerLists(management);
                return new Overview(
                        connection.settings().url(),
                        management.text("getVersion"),
                        Duration.ofMillis(management.number("getUptimeMillis")),
                        lists.queues(),
                        jobs,
                        lists.workers());
            }
        });
    }

    /** Whether the other one of its pair has all of its data; empty if it has no other. */
    public Optional<Boolean> isInStep() {
        return sessions.inSession("look at the pair", session -> {
            try (var management = Management.open(session)) {
                return management.text("getHAPolicy").startsWith(REPLICATION)
                        ? Optional.of(Boolean.valueOf(management.text("isReplicaSync")))
                        : Optional.empty();
            }
        });
    }

    /**
     * Has a task queue give nothing out until it is resumed, also when the broker starts again. What a worker has in hand it
     * finishes.
     *
     * @throws NotFoundException if there is no such queue
     */
    public void pause(QueueName queue) {
        steering("pause", queue, (management, address) -> {
            management.pause(address);
            return 0;
        });
    }

    /**
     * Has a task queue give out again what it holds.
     *
     * @throws NotFoundException if there is no such queue
     */
    public void resume(QueueName queue) {
        steering("resume", queue, (management, address) -> {
            management.resume(address);
            return 0;
        });
    }

    /**
     * Removes what waits in a task queue; what a worker has in hand stays. The tasks are gone without a result, so a job
     * that they belong to does not come to its end.
     *
     * @return how many messages were removed
     * @throws NotFoundException if there is no such queue
     */
    public long purge(QueueName queue) {
        return steering("purge", queue, Management::removeAllMessages);
    }

    /**
     * Ends a job and removes all that the broker holds of it: its waiting tasks, its results, its failed tasks and its
     * checkpoints. Masters that run it end with an error. What a worker has in hand it finishes, for nobody.
     *
     * @throws NotFoundException if there is no such job
     * @throws dev.taskmaster.JobConflictException if a master does not let go of it
     */
    public void cancel(JobName job) {
        sessions.inSession("cancel job " + job, session -> {
            var found = Checkpoints.read(session, job);
            session.commit();
            if (found.submitted() == null && found.collected() == null) {
                throw new NotFoundException("there is no job " + job + " at "
                        + connection.settings().url() + ": \"master jobs\" lists those there are");
            }
            new Cancellation(session, job).run(planOf(job, found));
            return job;
        });
    }

    /** Nothing was submitted without a checkpoint that has the plan, so without one the queue does not matter. */
    private static JobPlan planOf(JobName job, Checkpoints found) {
        var submitted = found.submitted();
        return submitted == null
                ? new JobPlan(job, QueueName.DEFAULT, 0, null, JobPlan.DEFAULT_PRIORITY)
                : submitted.plan();
    }

    /**
     * How many messages wait in a task queue.
     *
     * @throws NotFoundException if there is no such queue
     */
    public long waiting(QueueName queue) {
        return steering(
                "look at",
                queue,
                (management, address) -> new BrokerLists(management).queues().waiting(address));
    }

    private interface Asking<T> {
        T of(BrokerLists lists) throws JMSException;
    }

    private <T> T asking(String doing, Asking<T> asking) {
        return sessions.inSession(doing, session -> {
            try (var management = Management.open(session)) {
                return asking.of(new BrokerLists(management));
            }
        });
    }

    private interface Steering {
        long with(Management management, String address) throws JMSException;
    }

    private long steering(String doing, QueueName queue, Steering steering) {
        var address = Addresses.ofTasks(queue);
        return sessions.inSession(doing + " queue " + queue, session -> {
            if (!new JobQueues(session).exists(address)) {
                throw new NotFoundException("there is no task queue " + queue + " at "
                        + connection.settings().url() + ": \"master queues\" lists those there are");
            }
            try (var management = Management.open(session)) {
                return steering.with(management, address);
            }
        });
    }

    /** Ends the connection. Idempotent. */
    @Override
    public void close() {
        connection.close();
    }
}
