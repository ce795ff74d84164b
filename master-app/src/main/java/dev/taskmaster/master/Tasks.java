package dev.taskmaster.master;

import dev.taskmaster.codec.Codec;
import dev.taskmaster.master.job.Result;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Single tasks on one queue, each with a future. Safe for use by many threads; as many tasks as memory holds may be
 * unanswered, but no more are at the broker than its workers need, and neighbours travel together.
 *
 * <p>A task that failed for good, after its retries, completes its future normally with a {@link Result} that says so. A
 * future completes exceptionally if the broker is lost ({@link dev.taskmaster.BrokerUnreachableException}), after which no
 * other of these tasks has a result: begin anew with {@link Master#tasks}. Futures complete on the default executor of {@link
 * CompletableFuture}, so what depends on them may take its time.
 *
 * <p>The tasks are in the broker, and with a crash of this program their results have nobody to go to; a job with a name
 * can be gone on with ({@link Master#job}). A handler may run more than once for a task; one answer counts.
 */
public interface Tasks extends AutoCloseable {

    /** How long {@link #close()} waits for results: as long as a worker may take to end. */
    Duration CLOSE_LIMIT = Duration.ofSeconds(25);

    /**
     * Sends a task.
     *
     * @param payload what the worker's handler gets, possibly empty
     * @return its result to come. When {@link CompletableFuture#get(long, java.util.concurrent.TimeUnit)} waits in vain, the
     *     message of its exception says what is known: whether the task is in the queue, in which attempt, and how many workers
     *     there are; so it does for futures made from this one. Cancelling the future keeps a task back that is not sent yet;
     *     any other is worked on for nobody.
     * @throws IllegalStateException if this is closed
     */
    CompletableFuture<Result> submit(String payload);

    /** The same with values of the program's own in place of texts; closing one closes the other. */
    default <T, R> TypedTasks<T, R> typed(Codec<T> payloads, Codec<R> results) {
        return new TypedTasks<>(this, payloads, results);
    }

    /** Waits for all results, for {@link #CLOSE_LIMIT} at most, and cancels what has none then. Idempotent. */
    @Override
    void close();

    /**
     * The same with another limit; zero cancels at once. Tasks that no worker has in hand are taken back from the queue. An
     * interrupt ends the waiting, and stays.
     */
    void close(Duration limit);
}
