package dev.taskmaster.master.submit;

import java.time.Duration;

/**
 * What the replies so far tell of the handler's time for one task: sums in which older replies count less and less. A reply
 * loses its weight with the handler time that comes after it, not with the number of tasks: so a sudden change to tasks a
 * thousand times as long is followed after about ten of them a slot, one to shorter tasks at once, and a long task among
 * many short ones does not hide these.
 *
 * @param tasks the weighted number of tasks
 * @param micros the weighted time of them all in microseconds
 */
record HandlerTime(double tasks, double micros) {

    /** Nobody has answered yet. */
    static final HandlerTime UNKNOWN = new HandlerTime(0, 0);

    /** After so much handler time a slot, what was before weighs a third (1/e) of what it did. */
    static final Duration MEMORY = Duration.ofMillis(100);

    private static final double MEMORY_MICROS = MEMORY.toNanos() / 1_000.0;

    /** Refuses negative and endless sums. */
    HandlerTime {
        if (!(tasks >= 0 && micros >= 0 && tasks + micros < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "tasks and micros must be at least 0, but are " + tasks + " and " + micros);
        }
    }

    /** With one more reply, of a worker on a queue that so many slots serve. */
    HandlerTime and(int newTasks, long newMicros, int slots) {
        double kept = Math.exp(-newMicros / (MEMORY_MICROS * Math.max(1, slots)));
        return new HandlerTime(tasks * kept + newTasks, micros * kept + newMicros);
    }

    boolean isKnown() {
        return tasks > 0;
    }

    /** The time of one task in microseconds. */
    double ofOne() {
        return micros / tasks;
    }
}
