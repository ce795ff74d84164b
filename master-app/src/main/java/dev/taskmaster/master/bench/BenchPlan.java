package dev.taskmaster.master.bench;

import dev.taskmaster.task.QueueName;
import java.time.Duration;
import java.util.Set;

/**
 * What is to be measured.
 *
 * @param queue whose workers are measured
 * @param parts the questions
 * @param tasks empty ones, for the throughput
 * @param latencyTasks how many are sent one at a time, beside those to warm up
 * @param ideal how long the tasks of each length would take at least if the slots did nothing else
 * @param mix whether the efficiency of changing lengths is measured too
 */
public record BenchPlan(QueueName queue, Set<Part> parts, long tasks, long latencyTasks, Duration ideal, boolean mix) {

    /** What is measured when nobody names a queue: not the one where somebody's real tasks are. */
    public static final QueueName DEFAULT_QUEUE = new QueueName("bench");

    /** Enough empty tasks for some seconds. */
    public static final long DEFAULT_TASKS = 1_000_000;

    /** Ten of these are beyond the 99th percentile. */
    public static final long DEFAULT_LATENCY_TASKS = 1_000;

    /** Long beside the beginning and the end of a job. */
    public static final Duration DEFAULT_IDEAL = Duration.ofSeconds(5);

    /** Refuses what measures nothing. */
    public BenchPlan {
        if (parts.isEmpty() || tasks < 1 || latencyTasks < 1 || ideal.isNegative() || ideal.isZero()) {
            throw new IllegalArgumentException(
                    "a bench needs parts, tasks >= 1, latencyTasks >= 1 and ideal > 0, but has " + parts + ", " + tasks
                            + ", " + latencyTasks + ", " + ideal);
        }
        parts = Set.copyOf(parts);
    }

    boolean asks(Part part) {
        return parts.contains(part);
    }
}
