package dev.taskmaster.master.bench;

import java.time.Duration;

/**
 * How many empty tasks end in a second.
 *
 * @param tasks that ended
 * @param wall from the first one sent to the commit of the last result
 */
record Throughput(long tasks, Duration wall) {

    double perSecond() {
        return tasks / Spans.seconds(wall);
    }
}
