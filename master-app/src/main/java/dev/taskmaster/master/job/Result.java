package dev.taskmaster.master.job;

import dev.taskmaster.task.Outcome;

/**
 * The one final answer to a task.
 *
 * @param index the task's place in its job, from 0
 * @param outcome {@link Outcome.Ok} or {@link Outcome.Failed}
 * @param attempts how often the task was run
 */
public record Result(long index, Outcome outcome, int attempts) {

    /** Refuses a task that is still to be run. */
    public Result {
        if (outcome instanceof Outcome.Again) {
            throw new IllegalArgumentException("a task that is to be run again has no result yet");
        }
    }
}
