package dev.taskmaster.master;

import dev.taskmaster.codec.Codec;
import java.util.concurrent.CompletableFuture;

/**
 * Single tasks whose payloads and results are values of the program's own. Safe for use by many threads.
 *
 * @param <T> the payloads
 * @param <R> the results
 */
public final class TypedTasks<T, R> implements AutoCloseable {

    private final Tasks tasks;
    private final Codec<T> payloads;
    private final Codec<R> results;

    TypedTasks(Tasks tasks, Codec<T> payloads, Codec<R> results) {
        this.tasks = tasks;
        this.payloads = payloads;
        this.results = results;
    }

    /**
     * Sends a task, as {@link Tasks#submit} does.
     *
     * @return its result to come; it completes exceptionally with {@link dev.taskmaster.TaskFailedException} if the task
     *     failed for good, and with {@link IllegalArgumentException} if the worker's answer is no such value
     * @throws IllegalArgumentException if the payload cannot be written as text
     */
    public CompletableFuture<R> submit(T payload) {
        return tasks.submit(payloads.write(payload)).thenApply(result -> results.read(result.text()));
    }

    /** Closes as {@link Tasks#close()} does. */
    @Override
    public void close() {
        tasks.close();
    }
}
