package dev.taskmaster.master.collect;

import dev.taskmaster.task.Backoff;
import dev.taskmaster.task.Reason;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Whether and when a failed task is run again.
 *
 * @param retries how often at most
 * @param backoff how long to wait before each
 */
public record RetryPolicy(int retries, Backoff backoff) {

    /** A disturbance of a second or two is over at the second retry; nobody waits longer than a minute. */
    public static final Backoff DEFAULT_BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1), 2.0, 0.2);

    /** The policy of a job with that many retries. */
    public static RetryPolicy of(int retries) {
        return new RetryPolicy(retries, DEFAULT_BACKOFF);
    }

    /** Whether a task that failed in that attempt, from 1, is run again. One that kills its workers is not. */
    boolean allows(Reason reason, int attempt) {
        return reason != Reason.CRASH && attempt <= retries;
    }

    /** How long to wait after that attempt, from 1. */
    Duration delay(int attempt, RandomGenerator random) {
        return backoff.delay(attempt, random);
    }
}
