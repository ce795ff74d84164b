package dev.taskmaster.task;

import org.jspecify.annotations.Nullable;

/**
 * One task as a handler sees it. A task is only data: it never selects the code that runs it. A handler may see the same
 * task more than once (after a crash or a retry); the answer counts once.
 *
 * @param job the task's job, or {@code null} for a raw task that some other program sent
 * @param index place in the job, from 0
 * @param attempt which run of the handler this is, from 1
 * @param payload the text to work on, possibly empty
 */
public record Task(@Nullable JobName job, long index, int attempt, String payload) {

    /**
     * In characters: the longest payload and the longest result. A longer one is refused where it begins, because broker,
     * master and worker each hold it in memory more than once.
     */
    public static final int LONGEST_TEXT = 32 * 1024 * 1024;

    /** Refuses an index below 0 and an attempt below 1. */
    public Task {
        if (index < 0) {
            throw new IllegalArgumentException("index must be at least 0, but is " + index);
        }
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt must be at least 1, but is " + attempt);
        }
    }
}
