package dev.taskmaster.worker.slot;

import dev.taskmaster.task.Task;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a worker stands at one moment.
 *
 * @param done tasks answered with a result
 * @param failed tasks answered as failed
 * @param running slots whose handler runs
 * @param longest the task that runs longest, or {@code null} if none does
 */
public record Standing(
        long done, long failed, int running, @Nullable Run longest) {

    /**
     * A task that runs.
     *
     * @param task which one
     * @param since how long ago its slot began: with the tasks before it in its message, so a little too long
     */
    public record Run(Task task, Duration since) {}
}
