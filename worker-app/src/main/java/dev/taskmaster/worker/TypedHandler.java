package dev.taskmaster.worker;

import dev.taskmaster.codec.Codec;
import dev.taskmaster.task.Task;

/**
 * A handler for values of the program's own in place of texts. As safe for use by many threads as what it does.
 *
 * @param <T> the payloads
 * @param <R> the results
 */
public final class TypedHandler<T, R> implements TaskHandler {

    private final Codec<T> payloads;
    private final Codec<R> results;
    private final Doing<T, R> doing;

    private TypedHandler(Codec<T> payloads, Codec<R> results, Doing<T, R> doing) {
        this.payloads = payloads;
        this.results = results;
        this.doing = doing;
    }

    /**
     * What is done with a payload.
     *
     * @param <T> the payloads
     * @param <R> the results
     */
    @FunctionalInterface
    public interface Doing<T, R> {

        /**
         * Works on a payload.
         *
         * @throws Exception if the task failed; the message is for people
         */
        R with(T payload) throws Exception;
    }

    /** A handler that does this; a payload that is no such value fails its task. */
    public static <T, R> TypedHandler<T, R> of(Codec<T> payloads, Codec<R> results, Doing<T, R> doing) {
        return new TypedHandler<>(payloads, results, doing);
    }

    @Override
    public String run(Task task) throws Exception {
        T payload;
        try {
            payload = payloads.read(task.payload());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the payload " + e.getMessage(), e);
        }
        return results.write(doing.with(payload));
    }

    @Override
    public String toString() {
        return "of the program";
    }
}
