package dev.taskmaster.worker.metrics;

import dev.taskmaster.metrics.Histogram;
import dev.taskmaster.task.Task;
import dev.taskmaster.worker.AheadHandler;
import dev.taskmaster.worker.TaskHandler;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A handler whose runs are timed, each by itself, failed ones too. One that never comes back is not counted. Safe for use
 * by many threads.
 */
public final class HandlerTimes implements AheadHandler {

    private final TaskHandler handler;
    private final Histogram times = Histogram.ofSeconds();

    /** Times that handler. */
    public HandlerTimes(TaskHandler handler) {
        this.handler = handler;
    }

    @Override
    public void expect(List<Task> tasks, @Nullable Duration limit) {
        if (handler instanceof AheadHandler ahead) {
            ahead.expect(tasks, limit);
        }
    }

    @Override
    public String run(Task task) throws Exception {
        long start = System.nanoTime();
        try {
            return handler.run(task);
        } finally {
            times.record(System.nanoTime() - start);
        }
    }

    @Override
    public String describe(Task task) {
        return handler.describe(task);
    }

    /** The times so far. */
    Histogram times() {
        return times;
    }

    @Override
    public String toString() {
        return handler.toString();
    }
}
