package dev.taskmaster.worker;

import dev.taskmaster.task.Task;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A handler that is told what comes next on its thread, so that it can begin with tasks before it is asked for them.
 *
 * <p>A slot tells it before it runs the tasks of a message, one after the other. It may stop before the last: then the
 * next call of {@link #expect} on the thread says so, and what was begun is dropped; those tasks are run again later,
 * here or elsewhere. The time limit of a task counts from its own call of {@link #run}.
 */
public interface AheadHandler extends TaskHandler {

    /**
     * The tasks that this thread is about to run, in order; they replace what was expected before. It returns at once,
     * and waits for nothing: no time limit guards it.
     *
     * @param tasks at least one; safe to be kept
     * @param limit the time limit of each of them, {@code null} for none; whoever works on several at once lets none of
     *     them pay for the others
     */
    void expect(List<Task> tasks, @Nullable Duration limit);
}
