package dev.taskmaster.master.job;

import dev.taskmaster.task.JobName;
import dev.taskmaster.task.QueueName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about a job when it is submitted, and holds until it ends, whoever collects it.
 *
 * @param job its name
 * @param queue the task queue whose workers do it
 * @param retries how often a failed task is run again, 0 or more
 * @param taskTimeout how long the handler may take for one task, or {@code null} for no limit
 * @param priority of its messages, 0 to 9, 4 for none in particular
 */
public record JobPlan(
        JobName job, QueueName queue, int retries, @Nullable Duration taskTimeout, int priority) {

    /** How often a failed task is run again when nobody says otherwise: enough for a short disturbance. */
    public static final int DEFAULT_RETRIES = 2;

    /** JMS' own default (Jakarta Messaging 3.1, 3.4.10). */
    public static final int DEFAULT_PRIORITY = 4;

    /** The highest priority that JMS knows. */
    public static final int HIGHEST_PRIORITY = 9;

    /** Refuses retries below 0 and a priority that JMS does not know. */
    public JobPlan {
        if (retries < 0) {
            throw new IllegalArgumentException("retries must be at least 0, but is " + retries);
        }
        if (priority < 0 || priority > HIGHEST_PRIORITY) {
            throw new IllegalArgumentException(
                    "priority must be from 0 to " + HIGHEST_PRIORITY + ", but is " + priority);
        }
    }
}
