package dev.taskmaster.master.bench;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * How long a task takes when nothing else is out.
 *
 * @param tasks that were measured
 * @param p50 half of them took at most that
 * @param p95 all but 5 %
 * @param p99 all but 1 %
 * @param most the slowest
 */
record Latency(long tasks, Duration p50, Duration p95, Duration p99, Duration most) {

    static Latency of(Histogram nanos) {
        return new Latency(
                nanos.getTotalCount(),
                percentile(nanos, 50),
                percentile(nanos, 95),
                percentile(nanos, 99),
                Duration.ofNanos(nanos.getMaxValue()));
    }

    private static Duration percentile(Histogram nanos, double percent) {
        return Duration.ofNanos(nanos.getValueAtPercentile(percent));
    }
}
