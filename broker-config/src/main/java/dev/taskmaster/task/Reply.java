package dev.taskmaster.task;

import java.util.List;

/**
 * The answer to one {@link Chunk}: one outcome a task, in the chunk's order.
 *
 * @param job the job of the chunk
 * @param first index of the first task
 * @param outcomes what became of the tasks, one or more
 * @param attempt the chunk's attempt
 * @param worker the name of the worker that answered
 * @param runMicros time in the handler in microseconds, all tasks of the chunk together
 */
public record Reply(JobName job, long first, List<Outcome> outcomes, int attempt, String worker, long runMicros) {

    /** Refuses what answers nothing: no outcomes, a negative or too high an index, a negative time, an attempt below 1. */
    public Reply {
        if (first < 0 || first > Chunk.HIGHEST_FIRST || attempt < 1 || runMicros < 0 || outcomes.isEmpty()) {
            throw new IllegalArgumentException(
                    "a reply needs first 0 to " + Chunk.HIGHEST_FIRST + ", attempt >= 1, run_micros >= 0 and outcomes,"
                            + " but has first " + first + ", attempt " + attempt + ", run_micros " + runMicros + ", "
                            + outcomes.size() + " outcomes");
        }
        outcomes = List.copyOf(outcomes);
    }

    /** The length of all texts in it, a measure for the memory it takes. */
    public long characters() {
        return outcomes.stream().mapToLong(Outcome::characters).sum();
    }

    /** The number of tasks answered. */
    public int count() {
        return outcomes.size();
    }

    /** How many of them failed. */
    public int failed() {
        int failed = 0;
        for (var outcome : outcomes) {
            failed += outcome instanceof Outcome.Failed ? 1 : 0;
        }
        return failed;
    }

    /** How many of them were not run. */
    public int again() {
        int again = 0;
        for (var outcome : outcomes) {
            again += outcome instanceof Outcome.Again ? 1 : 0;
        }
        return again;
    }
}
