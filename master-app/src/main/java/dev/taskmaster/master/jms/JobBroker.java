package dev.taskmaster.master.jms;

import dev.taskmaster.jms.ClientUrl;
import dev.taskmaster.master.collect.ResultInbox;
import dev.taskmaster.master.job.CheckpointBody;
import dev.taskmaster.master.job.CollectCheckpoint;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.master.job.SubmitCheckpoint;
import dev.taskmaster.master.submit.TaskOutbox;
import dev.taskmaster.message.Addresses;
import dev.taskmaster.settings.ConnectionSettings;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import dev.taskmaster.task.Reason;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A broker as a job needs it: its checkpoints, its queues, the way out and the way back. Safe for use by many threads;
 * what it opens belongs to one thread each and ends with it. At a pair of brokers all of it goes on with the other one when
 * the one that serves is lost.
 */
public final class JobBroker implements AutoCloseable {

    private final FailOver failOver;

    private JobBroker(FailOver failOver) {
        this.failOver = failOver;
    }

    /**
     * Connects and logs in.
     *
     * @throws dev.taskmaster.BrokerUnreachableException if no broker answers
     * @throws dev.taskmaster.AccessRefusedException if it refuses the user or the password
     */
    public static JobBroker connect(ConnectionSettings settings) {
        var client = new ClientUrl(ClientUrl.PREFETCH_MUCH, ClientUrl.DEFAULT_TTL);
        return new JobBroker(FailOver.connect(settings, client));
    }

    /** Does something that may be done twice: of a pair of brokers, one may be lost while it is done. */
    private <T> T inSession(String doing, Sessions.Use<T> use) {
        return failOver.trying(connection -> new Sessions(connection).inSession(doing, use));
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

    /** Writes both checkpoints anew, for ever, for whoever holds the job's results: the job stands there. */
    public void write(SubmitCheckpoint submitted, CollectCheckpoint collected) {
        var job = collected.job();
        inSession("write where job " + job + " stands", session -> {
            try (var jobs = session.createProducer(session.createQueue(Addresses.JOBS))) {
                jobs.send(Checkpoints.write(session, Checkpoints.submitKey(job), CheckpointBody.encode(submitted)));
                jobs.send(Checkpoints.write(session, Checkpoints.collectKey(job), CheckpointBody.encode(collected)));
                session.commit();
            }
            return job;
        });
    }

    /** Shows a job's failed tasks, those of some reasons, the oldest first; nothing is taken away. */
    public void failed(JobName job, Set<Reason> reasons, Consumer<Result> failed) {
        // Not twice: whoever hears of them counts them.
        new Sessions(failOver.connection()).inSession("look at the failed tasks of job " + job, session -> {
            long count = new DeadLetters(session).read(job, reasons, 0, failed::accept);
            session.commit();
            return count;
        });
    }

    /** Removes a job's failed tasks, those of some reasons. */
    public void removeFailed(JobName job, Set<Reason> reasons) {
        inSession("remove the failed tasks of job " + job, session -> {
            new DeadLetters(session).remove(job, reasons);
            return job;
        });
    }

    /**
     * Does what is left of a retry, for whoever holds the job's results.
     *
     * @return where the job stands then: every failed task of the retry is in the task queue once and no dead letter any more
     */
    public CollectCheckpoint sendFailedAgain(JobPlan plan, CollectCheckpoint collected) {
        var before = new AtomicBoolean();
        return inSession("send the failed tasks of job " + plan.job() + " again", session -> {
            // A part of it may have been done before a broker was lost.
            var stored = before.getAndSet(true)
                    ? Checkpoints.read(session, plan.job()).collected()
                    : null;
            var start = stored == null ? collected : stored;
            return start.retry().isPending() ? new Resending(session, plan).run(start) : start;
        });
    }

    /**
     * Opens the way to the job's task queue, which is made if it does not exist, and to the place of its results.
     *
     * @throws dev.taskmaster.JobConflictException if another master is submitting the job
     */
    public TaskOutbox outbox(JobPlan plan) {
        var outbox = Reopening.open(
                failOver,
                connection -> new Sessions(connection)
                        .inNewSession(
                                "submit to queue " + plan.queue(),
                                session -> TransactedOutbox.open(connection, session, plan)));
        return new SteadyOutbox(outbox, new KnownCheckpoint(plan.job(), () -> {
            var stored = checkpoints(plan.job()).submitted();
            return stored == null ? null : CheckpointBody.encode(stored);
        }));
    }

    /**
     * Opens the job's results.
     *
     * @throws dev.taskmaster.JobConflictException if another master is collecting them
     */
    public ResultInbox inbox(JobPlan plan) {
        var inbox = Reopening.open(
                failOver,
                connection -> new Sessions(connection)
                        .inNewSession(
                                "collect job " + plan.job(),
                                session -> TransactedInbox.open(connection, session, plan)));
        return new SteadyInbox(inbox, new KnownCheckpoint(plan.job(), () -> {
            var stored = checkpoints(plan.job()).collected();
            return stored == null ? null : CheckpointBody.encode(stored);
        }));
    }

    /** Counts the slots of all workers that serve a queue. */
    public SlotCount slotCount(QueueName queue) {
        return new SlotCount(counting(queue, null));
    }

    /** How many messages of tasks are in a queue or in a worker's hand. */
    public long messages(QueueName queue) {
        return inSession(
                "look at queue " + queue, session -> new JobQueues(session).messages(Addresses.ofTasks(queue)));
    }

    /**
     * The same for a master that collects a job: while somebody cancels it, counting throws {@link
     * dev.taskmaster.JobConflictException}.
     */
    public SlotCount slotCount(JobPlan plan) {
        return new SlotCount(counting(plan.queue(), plan.job()));
    }

    private Reopening<QueueLook> counting(QueueName queue, @Nullable JobName job) {
        return Reopening.open(
                failOver,
                connection -> new Sessions(connection)
                        .inNewSession(
                                "look at queue " + queue, session -> new QueueLook(connection, session, queue, job)));
    }

    /** Finds out who else wants the slots of the job's queue. */
    public Sharing sharing(JobPlan plan) {
        return new Sharing(Reopening.open(
                failOver,
                connection -> new Sessions(connection)
                        .inNewSession(
                                "share queue " + plan.queue(),
                                session -> new SharingPlace(connection, session, plan))));
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
            try (var management = Management.open(session)) {
                management.removeMessages(Addresses.ofTasks(plan.queue()), DeadLetters.ofJob(plan.job()));
            }
            return new JobQueues(session).messages(Addresses.ofTasks(plan.queue()));
        });
    }

    /**
     * Removes everything that the broker holds of a job that nobody runs: its waiting tasks, its results, its dead letters
     * and its checkpoints. What a worker has in hand is not waited for.
     */
    public void forget(JobPlan plan) {
        inSession("remove job " + plan.job(), session -> new Traces(session).remove(plan));
    }

    /** Ends the connection; what was not committed does not count. Idempotent. */
    @Override
    public void close() {
        failOver.close();
    }
}
