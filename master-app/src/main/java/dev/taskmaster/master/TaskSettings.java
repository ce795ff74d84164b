package dev.taskmaster.master;

import dev.taskmaster.master.job.JobPlan;
import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all tasks of a job or of a session.
 *
 * @param queue the task queue whose workers do them; it is made if it does not exist
 * @param retries how often a failed task is run again, 0 or more, each time after a longer pause
 * @param taskTimeout how long the handler may take for one task, more than 0, or {@code null} for no limit
 * @param priority of their messages, 0 to 9, 4 for none in particular
 * @param chunk tasks in a message, or 0 to let that follow the handler's time
 */
public record TaskSettings(
        QueueName queue, int retries, @Nullable Duration taskTimeout, int priority, int chunk) {

    /** The default queue, two retries, no limit of time. */
    public static final TaskSettings DEFAULT =
            new TaskSettings(QueueName.DEFAULT, JobPlan.DEFAULT_RETRIES, null, JobPlan.DEFAULT_PRIORITY, 0);

    /** The most tasks in a message: more gain nothing. */
    public static final int MOST_IN_CHUNK = 100_000;

    /** Refuses what is out of range. */
    public TaskSettings {
        if (taskTimeout != null && (taskTimeout.isZero() || taskTimeout.isNegative())) {
            throw new IllegalArgumentException("taskTimeout must be more than 0, but is " + taskTimeout);
        }
        if (chunk < 0 || chunk > MOST_IN_CHUNK) {
            throw new IllegalArgumentException("chunk must be from 0 to " + MOST_IN_CHUNK + ", but is " + chunk);
        }
        // The plan of a job checks the rest; its name does not matter.
        plan(new JobName("any"), queue, retries, taskTimeout, priority);
    }

    /** The same on another queue. */
    public TaskSettings withQueue(QueueName newQueue) {
        return new TaskSettings(newQueue, retries, taskTimeout, priority, chunk);
    }

    /** The same with another number of retries. */
    public TaskSettings withRetries(int newRetries) {
        return new TaskSettings(queue, newRetries, taskTimeout, priority, chunk);
    }

    /** The same with another limit for one task. */
    public TaskSettings withTaskTimeout(@Nullable Duration newTaskTimeout) {
        return new TaskSettings(queue, retries, newTaskTimeout, priority, chunk);
    }

    /** The same with another priority. */
    public TaskSettings withPriority(int newPriority) {
        return new TaskSettings(queue, retries, taskTimeout, newPriority, chunk);
    }

    /** The same with another number of tasks in a message. */
    public TaskSettings withChunk(int newChunk) {
        return new TaskSettings(queue, retries, taskTimeout, priority, newChunk);
    }

    JobPlan plan(JobName job) {
        return plan(job, queue, retries, taskTimeout, priority);
    }

    private static JobPlan plan(
            JobName job, QueueName queue, int retries, @Nullable Duration taskTimeout, int priority) {
        return new JobPlan(job, queue, retries, taskTimeout, priority);
    }
}
