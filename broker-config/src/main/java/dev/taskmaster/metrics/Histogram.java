package dev.taskmaster.metrics;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts values by size, for a lifetime: nothing is ever taken back. Filling it costs some nanoseconds and makes no
 * garbage. Safe for use by many threads; a look at it while it is filled may miss the newest values.
 */
public final class Histogram {

    private static final double NANOS_A_SECOND = 1e9;

    /** 0.1 ms to 10 min: what is faster is not worth a slot's trip to the broker, what is slower is as good as endless. */
    private static final long[] NANOS = {
        100_000L,
        500_000L,
        1_000_000L,
        5_000_000L,
        10_000_000L,
        50_000_000L,
        100_000_000L,
        500_000_000L,
        1_000_000_000L,
        5_000_000_000L,
        10_000_000_000L,
        60_000_000_000L,
        600_000_000_000L
    };

    private static final long[] TASKS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000};

    private final long[] bounds;
    private final double perUnit;
    private final LongAdder[] counts;
    private final LongAdder sum = new LongAdder();

    private Histogram(long[] bounds, double perUnit) {
        this.bounds = bounds;
        this.perUnit = perUnit;
        this.counts = new LongAdder[bounds.length + 1];
        Arrays.setAll(counts, bucket -> new LongAdder());
    }

    /** Of times: recorded in nanoseconds, told in seconds. */
    public static Histogram ofSeconds() {
        return new Histogram(NANOS, NANOS_A_SECOND);
    }

    /** Of how many tasks are in something. */
    public static Histogram ofTasks() {
        return new Histogram(TASKS, 1);
    }

    /** One more value. */
    public void record(long value) {
        record(value, 1);
    }

    /** So many more of that value. */
    public void record(long value, long times) {
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        counts[bucket].add(times);
        sum.add(value * times);
    }

    /** The upper bounds of its buckets, each included, in the unit it is told in; the last is infinite. */
    double[] upperBounds() {
        var upper = new double[counts.length];
        Arrays.setAll(upper, bucket -> bucket == bounds.length ? Double.POSITIVE_INFINITY : bounds[bucket] / perUnit);
        return upper;
    }

    /** How many values are in each bucket alone. */
    long[] counts() {
        return Arrays.stream(counts).mapToLong(LongAdder::sum).toArray();
    }

    /** The sum of all values, in the unit it is told in. */
    double sum() {
        return sum.sum() / perUnit;
    }
}
