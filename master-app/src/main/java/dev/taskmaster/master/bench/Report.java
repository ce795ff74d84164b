package dev.taskmaster.master.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bench has found.
 *
 * @param slots of all workers on the queue
 * @param throughput of empty tasks, or {@code null} if not asked for
 * @param latency of one task at a time, or {@code null} if not asked for
 * @param efficiencies by length, none if not asked for
 */
public record Report(
        int slots,
        @Nullable Throughput throughput,
        @Nullable Latency latency,
        List<Efficiency> efficiencies) {

    /** Keeps its own copy. */
    public Report {
        efficiencies = List.copyOf(efficiencies);
    }

    /** As tables for people, each line with its end. */
    public String table() {
        return ReportTable.of(this);
    }

    /** As one JSON object, without a line end. */
    public String json() {
        return ReportJson.of(this);
    }
}
