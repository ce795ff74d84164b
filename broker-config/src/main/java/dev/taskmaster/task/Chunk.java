package dev.taskmaster.task;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring tasks of one job that travel in one message and are answered by one {@link Reply}.
 *
 * @param job the job they belong to
 * @param first index of the first task, from 0; the others follow without a gap
 * @param payloads the tasks' payloads, one or more, each possibly empty
 * @param attempt which run of the handler this is, from 1; the same for all tasks of the chunk
 * @param timeLimit how long the handler may take for one task, or {@code null} for no limit
 * @param crashes how many workers have died with these tasks in hand before they were sent in this chunk
 */
public record Chunk(
        JobName job,
        long first,
        List<String> payloads,
        int attempt,
        @Nullable Duration timeLimit,
        int crashes) {

    /** The largest index that a chunk may begin with: far above any input, and small enough that no sum overflows. */
    public static final long HIGHEST_FIRST = 1_000_000_000_000_000L;

    /** The longest time limit, about 100 years: longer ones would overflow where nanoseconds are counted. */
    public static final Duration LONGEST_TIME_LIMIT = Duration.ofDays(36_500);

    /** More deaths than any task sees, and few enough that one more is still a number. */
    public static final int MOST_CRASHES = 1_000_000;

    /** Tasks that no worker has died of. */
    public Chunk(JobName job, long first, List<String> payloads, int attempt, @Nullable Duration timeLimit) {
        this(job, first, payloads, attempt, timeLimit, 0);
    }

    /** Refuses what could not be answered: no tasks, and numbers out of their bounds. */
    public Chunk {
        if (first < 0 || first > HIGHEST_FIRST) {
            throw new IllegalArgumentException("first must be 0 to " + HIGHEST_FIRST + ", but is " + first);
        }
        if (payloads.isEmpty()) {
            throw new IllegalArgumentException("a chunk must hold at least one task");
        }
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt must be at least 1, but is " + attempt);
        }
        if (timeLimit != null && (timeLimit.isNegative() || timeLimit.isZero())) {
            throw new IllegalArgumentException("time limit must be more than 0, but is " + timeLimit);
        }
        if (timeLimit != null && timeLimit.compareTo(LONGEST_TIME_LIMIT) > 0) {
            throw new IllegalArgumentException("time limit must be at most 100 years, but is " + timeLimit);
        }
        if (crashes < 0 || crashes > MOST_CRASHES) {
            throw new IllegalArgumentException("crashes must be 0 to " + MOST_CRASHES + ", but is " + crashes);
        }
        payloads = List.copyOf(payloads);
    }

    /** The number of tasks. */
    public int count() {
        return payloads.size();
    }

    /** The task at a place of this chunk, counted from 0. */
    public Task task(int place) {
        return new Task(job, first + place, attempt, payloads.get(place));
    }
}
