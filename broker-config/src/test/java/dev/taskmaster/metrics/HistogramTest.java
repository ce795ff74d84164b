package dev.taskmaster.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistogramTest {

    @Test
    void a_value_at_a_bound_belongs_below_it() {
        var tasks = Histogram.ofTasks();
        tasks.record(1);
        tasks.record(2);
        tasks.record(3);
        assertThat(tasks.upperBounds()).startsWith(1, 2, 5);
        assertThat(tasks.counts()).startsWith(1, 1, 1);
        assertThat(tasks.sum()).isEqualTo(6);
    }

    @Test
    void what_is_above_all_bounds_is_counted_last() {
        var times = Histogram.ofSeconds();
        times.record(Duration.ofDays(365).toNanos());
        assertThat(times.upperBounds()).endsWith(60, 600, Double.POSITIVE_INFINITY);
        assertThat(times.counts()).endsWith(0, 0, 1);
    }

    @Test
    void times_are_told_in_seconds() {
        var times = Histogram.ofSeconds();
        times.record(Duration.ofMillis(1).toNanos());
        times.record(0);
        assertThat(times.upperBounds()).startsWith(0.0001, 0.0005, 0.001);
        assertThat(times.counts()).startsWith(1, 0, 1);
        assertThat(times.sum()).isCloseTo(0.001, within(1e-12));
    }

    @Test
    void a_value_can_count_several_times() {
        var tasks = Histogram.ofTasks();
        tasks.record(20, 3);
        assertThat(LongStream.of(tasks.counts()).sum()).isEqualTo(3);
        assertThat(tasks.sum()).isEqualTo(60);
    }
}
