package dev.taskmaster.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a worker ends by itself.
 *
 * @param burst whether it ends once the queue was empty for one receive timeout
 * @param maxTasks how many tasks its handler runs, all slots together, at least 1; {@code null} for any number
 * @param maxIdle after how long without a task it ends, more than 0; {@code null} for never
 */
public record EndRules(
        boolean burst, @Nullable Long maxTasks, @Nullable Duration maxIdle) {

    /** It goes on until it is told to stop. */
    public static final EndRules NEVER = new EndRules(false, null, null);

    /** It ends once the queue is empty. */
    public static final EndRules BURST = new EndRules(true, null, null);

    /** Refuses a number below 1 and a time of 0 or less. */
    public EndRules {
        if (maxTasks != null && maxTasks < 1) {
            throw new IllegalArgumentException("max-tasks must be at least 1, but is " + maxTasks);
        }
        if (maxIdle != null) {
            TimeRules.requirePositive("max-idle", maxIdle);
        }
    }
}
