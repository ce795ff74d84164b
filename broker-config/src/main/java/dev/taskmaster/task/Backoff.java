package dev.taskmaster.task;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: longer each time, up to a ceiling, and spread by chance so that many who failed
 * together do not come back together. A pure value.
 *
 * @param first the wait before the first new try, more than 0
 * @param ceiling the longest wait, at least {@code first} and at most 100 years
 * @param factor by how much a wait is longer than the one before, at least 1
 * @param jitter the part of a wait that is left to chance, from 0 (none) to 1 (all of it)
 */
public record Backoff(Duration first, Duration ceiling, double factor, double jitter) {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** Refuses values outside of the stated bounds. */
    public Backoff {
        if (first.isNegative() || first.isZero()) {
            throw new IllegalArgumentException("first must be more than 0, but is " + first);
        }
        if (ceiling.compareTo(first) < 0 || ceiling.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "ceiling must be from first (" + first + ") to 100 years, but is " + ceiling);
        }
        if (!(factor >= 1) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("factor must be a number of at least 1, but is " + factor);
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter must be from 0 to 1, but is " + jitter);
        }
    }

    /**
     * The wait after a number of failures. Chance only shortens it, so it is never longer than the ceiling.
     *
     * @param attempt how many tries have failed, from 1
     */
    public Duration delay(int attempt, RandomGenerator random) {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt must be at least 1, but is " + attempt);
        }
        // Far past the ceiling the power is infinite, which min() takes.
        double grown = first.toNanos() * Math.pow(factor, attempt - 1.0);
        double full = Math.min((double) ceiling.toNanos(), grown);
        long nanos = (long) (full * (1 - jitter * random.nextDouble()));
        // A double has fewer digits than a long, so it may lie just above a very long ceiling.
        return Duration.ofNanos(Math.min(ceiling.toNanos(), nanos));
    }
}
