package dev.taskmaster.master.session;

import dev.taskmaster.master.Tasks;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.master.run.JobRun;
import dev.taskmaster.master.run.Patience;
import dev.taskmaster.master.sink.ProgramOutput;
import dev.taskmaster.master.source.TaskInput;
import dev.taskmaster.task.QueueName;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Single tasks as one job without an end: its input are the payloads as they come, and its output completes the futures.
 * Nobody can go on with it, so everything of it is removed when it ends. Safe for use by many threads.
 */
public final class FutureTasks implements Tasks {

    private final QueueName queue;
    private final Pending pending;
    private final Work work;
    private final AtomicBoolean closed = new AtomicBoolean();

    private FutureTasks(QueueName queue, Pending pending, Work work) {
        this.queue = queue;
        this.pending = pending;
        this.work = work;
    }

    /**
     * Connects and starts.
     *
     * @param plan the job, under a name that nobody else has
     * @param chunk tasks in a message, or 0 to let that follow the handler's time
     */
    public static FutureTasks start(Session session, JobPlan plan, int chunk) {
        var broker = session.connect();
        var knowledge = new Knowledge(broker, plan);
        var pending = new Pending(knowledge::of);
        var order = new Work.Order(
                any -> null,
                toldToStop -> new JobRun(
                        plan,
                        new TaskInput.Made(() -> pending),
                        new ProgramOutput(pending, null),
                        chunk,
                        false,
                        new Patience(null, session.workerCommand(), toldToStop)),
                pending,
                true,
                () -> {},
                pending::fail);
        try {
            var work = Work.start("tasks-" + plan.queue(), session.open(), () -> broker, order);
            return new FutureTasks(plan.queue(), pending, work);
        } catch (IllegalStateException e) {
            broker.close();
            throw e;
        }
    }

    @Override
    public CompletableFuture<Result> submit(String payload) {
        if (closed.get()) {
            throw new IllegalStateException("these tasks on queue " + queue + " are closed");
        }
        return pending.add(Objects.requireNonNull(payload, "payload"));
    }

    @Override
    public void close() {
        close(CLOSE_LIMIT);
    }

    @Override
    public void close(Duration limit) {
        if (closed.compareAndSet(false, true)) {
            pending.end();
        }
        try {
            if (!work.awaitEnd(limit)) {
                work.close();
            }
            pending.allDone().get(Work.STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            work.stop();
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Who waits for a future hears it there.
            return;
        }
    }
}
