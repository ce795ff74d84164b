package dev.taskmaster.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;

/**
 * Gathers series with their values of one moment, for one scrape. Names are given without what Prometheus' conventions put
 * behind them by kind: {@code _total} of a counter, {@code _info} of a fact. All series of one name have the same label
 * names. For one thread.
 */
public final class Series {

    private static final double NANOS_A_SECOND = 1e9;

    private final MetricSnapshots.Builder gathered = MetricSnapshots.builder();

    /** Gives the values of a series with several: each with pairs of label name and value. */
    @FunctionalInterface
    public interface Values {

        /** Tells each value once to the taker. */
        void tell(Taker taker);
    }

    /** Takes the values of one series. */
    @FunctionalInterface
    public interface Taker {

        /** A value with pairs of label name and value. */
        void take(long value, String... labels);
    }

    /** What only grows while the process lives. */
    public Series counter(String name, String help, Values values) {
        var counter = CounterSnapshot.builder().name(name).help(help);
        values.tell((value, labels) ->
                counter.dataPoint(new CounterDataPointSnapshot((double) value, Labels.of(labels), null, 0)));
        return add(counter.build());
    }

    /** The same with one value. */
    public Series counter(String name, String help, long value) {
        return counter(name, help, taker -> taker.take(value));
    }

    /** Time that only grows while the process lives, in seconds. */
    public Series counter(String name, String help, Duration value) {
        var point = new CounterDataPointSnapshot(value.toNanos() / NANOS_A_SECOND, Labels.EMPTY, null, 0);
        return add(
                CounterSnapshot.builder().name(name).help(help).dataPoint(point).build());
    }

    /** What grows and shrinks. */
    public Series gauge(String name, String help, Values values) {
        var gauge = GaugeSnapshot.builder().name(name).help(help);
        values.tell((value, labels) ->
                gauge.dataPoint(new GaugeDataPointSnapshot((double) value, Labels.of(labels), null)));
        return add(gauge.build());
    }

    /** The same with one value. */
    public Series gauge(String name, String help, long value) {
        return gauge(name, help, taker -> taker.take(value));
    }

    /** How large values were. */
    public Series histogram(String name, String help, Histogram values) {
        var buckets = ClassicHistogramBuckets.of(values.upperBounds(), values.counts());
        return add(HistogramSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(buckets)
                        .sum(values.sum())
                        .build())
                .build());
    }

    /** A fact that is told by its labels. */
    public Series info(String name, String help, String... labels) {
        return add(InfoSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(InfoDataPointSnapshot.builder()
                        .labels(Labels.of(labels))
                        .build())
                .build());
    }

    /** This process, under the names that Prometheus' own libraries give it. */
    public Series process() {
        var process = ProcessHandle.current().info();
        process.startInstant()
                .ifPresent(start -> gauge("process_start_time_seconds", "When it started.", start.getEpochSecond()));
        process.totalCpuDuration()
                .ifPresent(used -> counter("process_cpu_seconds", "Processor time that it has used.", used));
        return this;
    }

    private Series add(MetricSnapshot series) {
        gathered.metricSnapshot(series);
        return this;
    }

    /** All that was gathered. */
    public MetricSnapshots all() {
        return gathered.build();
    }
}
