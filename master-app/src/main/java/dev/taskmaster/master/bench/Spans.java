package dev.taskmaster.master.bench;

import java.time.Duration;

/** Spans of time as numbers. Pure functions. */
final class Spans {

    private static final double NANOS_IN_SECOND = 1e9;
    private static final double NANOS_IN_MILLISECOND = 1e6;

    private Spans() {}

    static double seconds(Duration span) {
        return span.toNanos() / NANOS_IN_SECOND;
    }

    static double millis(Duration span) {
        return span.toNanos() / NANOS_IN_MILLISECOND;
    }
}
