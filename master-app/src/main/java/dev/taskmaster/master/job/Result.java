package dev.taskmaster.master.job;

import dev.taskmaster.TaskFailedException;
import dev.taskmaster.task.Outcome;

/**
 * The one final answer to a task. A task that failed has a result like any other: {@link #ok()} tells which it is.
 *
 * @param index the task's place in its job, from 0
 * @param outcome {@link Outcome.Ok} or {@link Outcome.Failed}
 * @param attempts how often the task was run
 * @param worker the name of the worker that gave the last answer; empty where nobody has kept it
 */
public record Result(long index, Outcome outcome, int attempts, String worker) {

    /** Refuses a task that is still to be run. */
    public Result {
        if (outcome instanceof Outcome.Again) {
            throw new IllegalArgumentException("a task that is to be run again has no result yet");
        }
    }

    /** Of a worker whose name nobody has kept. */
    public Result(long index, Outcome outcome, int attempts) {
        this(index, outcome, attempts, "");
    }

    /** Whether the handler answered. */
    public boolean ok() {
        return outcome instanceof Outcome.Ok;
    }

    /**
     * What the handler answered, possibly empty.
     *
     * @throws TaskFailedException if the task failed; why is in the message, and in {@link #outcome()}
     */
    public String text() {
        if (outcome instanceof Outcome.Ok ok) {
            return ok.text();
        }
        throw new TaskFailedException("task " + index + " " + this);
    }

    /** For people: the text, or {@code failed (error) in attempt 3: what the handler said}. */
    @Override
    public String toString() {
        if (outcome instanceof Outcome.Failed failed) {
            return "failed (" + failed.reason().word() + ") in attempt " + attempts + ": " + failed.message();
        }
        return outcome instanceof Outcome.Ok ok ? ok.text() : "";
    }
}
