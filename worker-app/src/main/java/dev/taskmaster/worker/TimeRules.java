package dev.taskmaster.worker;

import dev.taskmaster.jms.ClientUrl;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a worker lets things take; each more than 0.
 *
 * @param receive how long the queue must give nothing to count as empty
 * @param task how long the handler may take for one task, or {@code null} for as long as the task itself allows
 * @param shutdown how long a worker that was told to stop may go on with what it has in hand
 * @param connectionTtl how long the broker waits for a worker that has fallen silent before others get its tasks
 */
public record TimeRules(Duration receive, @Nullable Duration task, Duration shutdown, Duration connectionTtl) {

    /** Short against a person's patience, long against a broker's answer. */
    public static final Duration DEFAULT_RECEIVE = Duration.ofSeconds(1);

    /** Below the 30 seconds that container platforms give between TERM and KILL. */
    public static final Duration DEFAULT_SHUTDOWN = Duration.ofSeconds(25);

    /** The defaults, and no limit for a task. */
    public static final TimeRules DEFAULT =
            new TimeRules(DEFAULT_RECEIVE, null, DEFAULT_SHUTDOWN, ClientUrl.DEFAULT_TTL);

    /** Refuses times of 0 or less. */
    public TimeRules {
        requirePositive("receive-timeout", receive);
        if (task != null) {
            requirePositive("task-timeout", task);
        }
        requirePositive("shutdown-timeout", shutdown);
        requirePositive("connection-ttl", connectionTtl);
    }

    /** The same with another receive timeout. */
    public TimeRules withReceive(Duration newReceive) {
        return new TimeRules(newReceive, task, shutdown, connectionTtl);
    }

    /** The same with another time limit for a task. */
    public TimeRules withTask(@Nullable Duration newTask) {
        return new TimeRules(receive, newTask, shutdown, connectionTtl);
    }

    /** The same with another time to stop. */
    public TimeRules withShutdown(Duration newShutdown) {
        return new TimeRules(receive, task, newShutdown, connectionTtl);
    }

    /** The same with another time after which a silent worker counts as dead. */
    public TimeRules withConnectionTtl(Duration newConnectionTtl) {
        return new TimeRules(receive, task, shutdown, newConnectionTtl);
    }

    static void requirePositive(String name, Duration span) {
        if (span.isZero() || span.isNegative()) {
            throw new IllegalArgumentException(name + " must be more than 0, but is " + span);
        }
    }
}
