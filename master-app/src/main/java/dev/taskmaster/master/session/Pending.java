package dev.taskmaster.master.session;

import dev.taskmaster.master.ResultConsumer;
import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.master.job.Result;
import dev.taskmaster.master.run.JobRun;
import dev.taskmaster.master.source.TaskSource;
import dev.taskmaster.task.Outcome;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The futures that wait for a result, and their payloads until they are sent. Programs add from any thread; the submitter's
 * thread takes payloads out, the collector's brings results. Futures complete on threads of their own, never on those.
 */
final class Pending implements TaskSource, ResultConsumer, JobRun.Listener {

    private static final Logger log = LoggerFactory.getLogger(Pending.class);

    /** Tells a person what is known of a task, with the number of those that are not sent yet. */
    interface Known {
        String of(TaskState task, int unsent);
    }

    /**
     * A task that was not answered.
     *
     * @param payload what is sent
     * @param state where it stands
     * @param future who waits
     */
    private record Entry(String payload, TaskState state, TaskFuture<Result> future) {

        boolean isWanted() {
            return !future.isDone();
        }

        void complete(Result result, Runnable then) {
            state.ended();
            future.defaultExecutor().execute(() -> {
                future.complete(result);
                then.run();
            });
        }

        void fail(Throwable cause) {
            if (!state.isAnswered()) {
                future.defaultExecutor().execute(() -> future.completeExceptionally(cause));
            }
        }
    }

    /** Stands behind the last payload. */
    private static final Entry END = new Entry("", new TaskState(), new TaskFuture<>(() -> ""));

    private final Known known;
    private final BlockingQueue<Entry> unsent = new LinkedBlockingQueue<>();
    private final Map<Long, Entry> sent = new ConcurrentHashMap<>();
    private long next;
    private volatile @Nullable Throwable ended;

    /** @param known tells a person what is known of a task */
    Pending(Known known) {
        this.known = known;
    }

    CompletableFuture<Result> add(String payload) {
        var state = new TaskState();
        var entry = new Entry(payload, state, new TaskFuture<>(() -> known.of(state, unsent.size())));
        unsent.add(entry);
        var reason = ended;
        if (reason != null) {
            failAll(reason);
        }
        return entry.future();
    }

    /** No more payloads come. */
    void end() {
        unsent.add(END);
    }

    /** No more results come; nothing is lost if all are there. */
    void fail(@Nullable Throwable cause) {
        var reason = cause == null || cause instanceof InterruptedException
                ? new CancellationException("the tasks were closed before this one had its result")
                : cause;
        ended = reason;
        failAll(reason);
    }

    private void failAll(Throwable reason) {
        for (var entry = unsent.poll(); entry != null; entry = unsent.poll()) {
            entry.fail(reason);
        }
        sent.values().forEach(entry -> entry.fail(reason));
    }

    /** Completes when every future that was added has. */
    CompletableFuture<Void> allDone() {
        return CompletableFuture.allOf(sent.values().stream().map(Entry::future).toArray(CompletableFuture<?>[]::new));
    }

    @Override
    public boolean ready() {
        // A task that was cancelled in time is not sent; here, because what is ready must not make anybody wait.
        for (var head = unsent.peek(); head != null && !head.equals(END) && !head.isWanted(); head = unsent.peek()) {
            unsent.remove(head);
        }
        return !unsent.isEmpty();
    }

    @Override
    public @Nullable String next() {
        try {
            var entry = unsent.take();
            if (entry.equals(END)) {
                return null;
            }
            entry.state().sent(next);
            sent.put(next, entry);
            next++;
            return entry.payload();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var stopped = new CancellationException("told to stop submitting");
            stopped.initCause(e);
            throw stopped;
        }
    }

    @Override
    public void again(long index, int attempt, Outcome.Failed why) {
        var entry = sent.get(index);
        if (entry != null) {
            entry.state().failed(attempt, why);
        }
    }

    @Override
    public void accept(Result result) {
        var entry = sent.get(result.index());
        if (entry != null) {
            entry.complete(result, () -> sent.remove(result.index()));
        }
    }

    @Override
    public void begins(JobPlan plan, long submitted, long ended) {
        log.debug("single tasks on queue {} are job {}", plan.queue(), plan.job());
    }
}
