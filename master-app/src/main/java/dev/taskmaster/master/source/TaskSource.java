package dev.taskmaster.master.source;

import dev.taskmaster.InvalidUseException;
import org.jspecify.annotations.Nullable;

/** The payloads of a job's tasks, one after the other, in the same order at every run. For one thread. */
public interface TaskSource extends AutoCloseable {

    /**
     * The next payload, possibly empty, or {@code null} at the end.
     *
     * @throws InvalidUseException if the input cannot be read or holds something that is no text
     */
    @Nullable
    String next();

    /**
     * Whether {@link #next()} answers without waiting for whoever writes the input. What was read before is submitted
     * before the waiting begins.
     */
    default boolean ready() {
        return true;
    }

    @Override
    default void close() {}
}
