package dev.taskmaster.master.bench;

import java.time.Duration;

/**
 * How much of the slots' time goes into tasks.
 *
 * @param load the name of what they did
 * @param tasks how many
 * @param slots that worked
 * @param work how long the tasks were to take, all together
 * @param handler how long the handlers took for them
 * @param wall from the first one sent to the commit of the last result
 */
record Efficiency(String load, long tasks, int slots, Duration work, Duration handler, Duration wall) {

    /** Time spent in handlers, of the time that all slots had. */
    double ofHandlers() {
        return Spans.seconds(handler) / (slots * Spans.seconds(wall));
    }

    /** The same with the time that the tasks asked for: handlers that wake late on a busy machine do not flatter this. */
    double ofWork() {
        return Spans.seconds(work) / (slots * Spans.seconds(wall));
    }
}
