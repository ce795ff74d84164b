package dev.taskmaster.master.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Efficiency ROW = new Efficiency(
            "10ms", 1_000, 2, Duration.ofSeconds(10), Duration.ofMillis(10_500), Duration.ofMillis(5_500));

    @Test
    void the_throughput_is_tasks_by_time() {
        assertThat(new Throughput(1_000_000, Duration.ofMillis(2_500)).perSecond())
                .isEqualTo(400_000);
    }

    @Test
    void the_efficiency_is_handler_time_by_the_time_of_all_slots() {
        assertThat(ROW.ofHandlers()).isCloseTo(10.5 / 11, within(1e-9));
    }

    @Test
    void handlers_that_wake_late_do_not_count_for_the_ideal() {
        assertThat(ROW.ofWork()).isCloseTo(10.0 / 11, within(1e-9));
    }

    @Test
    void percentiles_are_those_of_the_histogram() {
        var nanos = new Histogram(TimeUnit.SECONDS.toNanos(10), 3);
        for (int millis = 1; millis <= 1_000; millis++) {
            nanos.recordValue(TimeUnit.MILLISECONDS.toNanos(millis));
        }
        var latency = Latency.of(nanos);
        assertThat(latency.tasks()).isEqualTo(1_000);
        assertClose(latency.p50(), 500);
        assertClose(latency.p95(), 950);
        assertClose(latency.p99(), 990);
        assertClose(latency.most(), 1_000);
    }

    private static void assertClose(Duration span, int millis) {
        assertThat(Spans.millis(span)).isCloseTo(millis, within(millis / 500.0));
    }

    @Test
    void the_table_shows_what_was_asked_for() {
        var latency = new Latency(
                1_000, Duration.ofNanos(1_234_567), Duration.ofMillis(2), Duration.ofMillis(3), Duration.ofMillis(40));
        var report = new Report(2, new Throughput(1_000_000, Duration.ofMillis(2_500)), latency, List.of(ROW));
        assertThat(report.table()).isEqualTo("""
                        throughput                  tasks      seconds      tasks/s
                        empty tasks             1,000,000         2.50      400,000

                        latency                     tasks       p50 ms       p95 ms       p99 ms      most ms
                        one at a time               1,000         1.23         2.00         3.00        40.00

                        efficiency                  tasks      ideal s      seconds     handlers        ideal
                        10ms                        1,000         5.00         5.50        0.955        0.909
                        """);
        assertThat(new Report(2, null, latency, List.of()).table())
                .startsWith("latency")
                .hasLineCount(2);
    }

    @Test
    void the_json_has_the_names_that_scripts_rely_on() {
        var latency = new Latency(
                7, Duration.ofNanos(1_500_000), Duration.ofMillis(2), Duration.ofMillis(3), Duration.ofMillis(40));
        var json = new Report(2, new Throughput(10, Duration.ofSeconds(4)), latency, List.of(ROW)).json();
        assertThat(json)
                .startsWith("{\"slots\":2,\"processors\":")
                .contains(
                        "\"throughput\":{\"tasks\":10,\"seconds\":4.0,\"tasks_per_second\":2.5}",
                        "\"latency\":{\"tasks\":7,\"p50_ms\":1.5,\"p95_ms\":2.0,\"p99_ms\":3.0,\"most_ms\":40.0}",
                        "\"efficiency\":[{\"load\":\"10ms\",\"tasks\":1000,\"ideal_seconds\":5.0,\"seconds\":5.5,"
                                + "\"handler_seconds\":10.5,\"efficiency\":0.954")
                .endsWith("}]}")
                .doesNotContain("\n");
    }

    @Test
    void the_json_leaves_out_what_was_not_asked_for() {
        assertThat(new Report(1, null, null, List.of()).json())
                .doesNotContain("throughput", "latency", "efficiency")
                .endsWith("}");
    }
}
